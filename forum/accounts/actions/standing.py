"""Role, suspension, leaving."""

from datetime import datetime, timedelta

from forum.accounts import links, mails, sessions
from forum.accounts.events import AccountSuspended, PersonLeft, PersonReturned, RoleChanged, SuspensionLifted
from forum.accounts.models import ROLES, User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit

FOR_GOOD = timedelta(days=365 * 100)


def change_role(user: User, role: str, by: User | None) -> None:
    """Make someone a member, an organiser or an administrator; staff sessions are short from then on."""
    if role not in ROLES:
        raise ValueError(role)
    before, user.role = user.role, role
    db.session.flush()
    if role != "member":
        sessions.shorten(user)
    if before != role:
        emit(RoleChanged(user, actor=by, before={"role": before}, after={"role": role}))


def suspend(user: User, by: User | None, reason: str, until: datetime | None = None) -> None:
    """Keep someone out until a moment (for good when none is said), sign them out everywhere and tell them why."""
    end = until or now() + FOR_GOOD
    user.suspended_until, user.suspension_reason = end, reason
    sessions.close_all(user)
    links.kill_all(user)
    db.session.flush()
    emit(AccountSuspended(user, actor=by, after={"until": end.isoformat()}))
    mails.send_suspended(user, until, reason)


def unsuspend(user: User, by: User | None) -> None:
    """Let someone in again."""
    if user.suspended_until is None:
        return
    user.suspended_until, user.suspension_reason = None, ""
    db.session.flush()
    emit(SuspensionLifted(user, actor=by))


def leave(user: User, by: User | None) -> None:
    """Someone left the establishment: they no longer sign in, and sign as « ancienne directrice de … »."""
    before, user.state = user.state, "left"
    user.role = "member"
    sessions.close_all(user)
    links.kill_all(user)
    db.session.flush()
    emit(PersonLeft(user, actor=by, before={"state": before}, after={"state": "left"}))


def come_back(user: User, by: User | None) -> None:
    """Whoever left is a member again, with the same name and messages; they sign in as before, or by a mailed link."""
    if user.state != "left":
        return
    user.state = "active"
    db.session.flush()
    emit(PersonReturned(user, actor=by, before={"state": "left"}, after={"state": "active"}))
