"""An organiser decides about someone whose address nobody vouches for."""

from sqlalchemy import update

from forum.accounts import links, mails, sessions
from forum.accounts.events import AccountAdmitted, AccountRefused
from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit


def admit(user: User, by: User | None) -> None:
    """Make a member of someone who waits; admitting twice changes nothing."""
    if user.state == "pending":
        make_member(user, by)


def refuse(user: User, by: User, reason: str) -> None:
    """Tell the person why, then strike out what they gave: the address is free again, and nobody can be recognised."""
    if user.state != "pending":
        return
    mails.send_refused(user, reason)
    emit(AccountRefused(user, actor=by, before={"state": "pending"}, after={"state": "erased"}))
    strike_out(user)


def make_member(user: User, by: User | None, groups: tuple[str, ...] = ()) -> None:
    """Open the space to the person, and the groups their invitation names."""
    waiting = (User.id == user.id) & (User.state == "pending")
    opened = update(User).where(waiting).values(state="active", admitted_at=now()).returning(User.id)
    if db.session.scalar(opened):  # two organisers click at once: one of them admits
        emit(AccountAdmitted(user, groups=groups, actor=by, before={"state": "pending"}, after={"state": "active"}))


def strike_out(user: User) -> None:
    """Take every personal word out of an account; the row stays for what points to it."""
    sessions.close_all(user)
    links.kill_all(user)
    user.state, user.role = "erased", "member"
    user.username, user.email = f"retire-{user.id}", f"retire-{user.id}@invalid"
    user.first_name = user.last_name = user.function = user.about = user.suspension_reason = ""
    user.password_hash, user.establishment_id = None, None
    db.session.flush()
