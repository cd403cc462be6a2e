"""The pages of the administration, one module each."""

from forum.admin.views import (  # noqa: F401
    account,
    accounts,
    admission,
    audit,
    categories,
    category_rights,
    dimensions,
    establishments,
    groups,
    invitations,
    outbox,
    overview,
    settings,
)
