"""Who may do what to an account."""

from forum.accounts.models import Invitation, User
from forum.core.rules import rule


@rule("see", User)
def can_see(viewer, user) -> bool:
    """Members know who their colleagues are, past ones too; everyone knows themselves."""
    if viewer.id == user.id and viewer.id is not None:
        return True
    return viewer.is_member and (user.state in ("active", "left") or (viewer.is_organiser and user.state == "pending"))


@rule("admit", User)
def can_admit(viewer, user) -> bool:
    return viewer.is_organiser


@rule("invite", Invitation)
def can_invite(viewer, invitation) -> bool:
    return viewer.is_organiser


@rule("change_role", User)
def can_change_role(viewer, user) -> bool:
    """Administrators, and never one's own: a site without administrator is a dead end."""
    return viewer.is_administrator and viewer.id != getattr(user, "id", None)


@rule("suspend", User)
def can_suspend(viewer, user) -> bool:
    """Organisers suspend members, administrators everybody but themselves."""
    if isinstance(user, type):
        return viewer.is_organiser
    return viewer.id != user.id and (viewer.is_administrator or (viewer.is_organiser and user.role == "member"))


@rule("edit", User)
def can_edit(viewer, user) -> bool:
    """Correct someone's identity: oneself, or the support team (who are no administrators' keepers)."""
    return viewer.id == user.id or viewer.is_administrator or (viewer.is_organiser and user.role == "member")
