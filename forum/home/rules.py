"""Who may change the pages of the site."""

from typing import Any

from forum.core.rules import rule
from forum.home.models import Page


@rule("edit", Page)
def can_edit(user: Any, page: Any) -> bool:
    return user.is_administrator
