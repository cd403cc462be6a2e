"""The forms of the administration."""

from forum.admin.forms.accounts import RefusalForm, RoleForm, SuspensionForm
from forum.admin.forms.categories import CategoryForm, NewCategoryForm
from forum.admin.forms.establishments import EstablishmentForm, MergeForm
from forum.admin.forms.groups import GroupForm, MemberForm
from forum.admin.forms.invitations import InvitationForm, RosterForm
from forum.core.forms import Form


class Act(Form):
    """A button, and the proof that it was pressed here."""


__all__ = [
    "Act",
    "CategoryForm",
    "EstablishmentForm",
    "GroupForm",
    "InvitationForm",
    "MemberForm",
    "MergeForm",
    "NewCategoryForm",
    "RefusalForm",
    "RoleForm",
    "RosterForm",
    "SuspensionForm",
]
