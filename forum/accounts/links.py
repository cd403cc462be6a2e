"""Secret links sent by mail: kept as a hash, used once, dead when they expire or when a newer one is issued."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update

from forum.accounts.models import MailedLink, User
from forum.accounts.sessions import hash_of
from forum.core.clock import now
from forum.core.db import db

LIVES = {
    "confirm": timedelta(days=14),
    "sign_in": timedelta(minutes=20),
    "reset": timedelta(hours=1),
    "change_email": timedelta(hours=24),
}


def issue(purpose: str, user: User, email: str | None = None) -> str:
    """A new secret for ``user``, sent to ``email`` (their own address unless told); older ones of the kind die."""
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())  # two at once: one after the other
    db.session.execute(delete(MailedLink).where(MailedLink.user_id == user.id, MailedLink.purpose == purpose))
    token = secrets.token_urlsafe(32)
    row = MailedLink(
        purpose=purpose,
        user_id=user.id,
        email=email or user.email,
        token_hash=hash_of(token),
        expires_at=now() + LIVES[purpose],
    )
    db.session.add(row)
    db.session.flush()
    return token


def peek(purpose: str, token: str) -> MailedLink | None:
    """The living link, left unused: what a GET may look at."""
    return db.session.scalar(select(MailedLink).where(*_living(purpose, token)))


def use(purpose: str, token: str) -> MailedLink | None:
    """The link, used up by this very call; None when it is unknown, expired or used: of twenty at once, one gets it."""
    taken = update(MailedLink).where(*_living(purpose, token)).values(used_at=now()).returning(MailedLink.id)
    link_id = db.session.scalar(taken, execution_options={"synchronize_session": False})
    if link_id is None:
        return None
    return db.session.get_one(MailedLink, link_id, populate_existing=True)


def kill_all(user: User) -> None:
    """No link sent so far works any more (the address or the password changed)."""
    db.session.execute(delete(MailedLink).where(MailedLink.user_id == user.id))


def _living(purpose: str, token: str) -> tuple:
    return (
        MailedLink.token_hash == hash_of(token),
        MailedLink.purpose == purpose,
        MailedLink.used_at.is_(None),
        MailedLink.expires_at > now(),
    )
