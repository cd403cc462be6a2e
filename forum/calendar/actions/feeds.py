"""The private address of someone's calendar: a secret of 256 bits, of which the hash alone is kept."""

import secrets

from sqlalchemy import select, update

from forum.accounts.models import User
from forum.accounts.sessions import hash_of
from forum.calendar.events import FeedOpened, FeedRevoked
from forum.calendar.models import Feed
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit


def open_feed(user: User) -> str:
    """A new secret for the calendar of ``user``, to be shown once; the one before is dead."""
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())  # two at once: one after the other
    _revoke(user)
    token = secrets.token_urlsafe(32)
    db.session.add(Feed(user_id=user.id, token_hash=hash_of(token)))
    db.session.flush()
    emit(FeedOpened(user, actor=user))
    return token


def revoke_feed(user: User) -> None:
    """No address leads to the calendar of ``user`` any more."""
    if _revoke(user):
        emit(FeedRevoked(user, actor=user))


def _revoke(user: User) -> bool:
    living = update(Feed).where(Feed.user_id == user.id, Feed.revoked_at.is_(None)).values(revoked_at=now())
    revoked = db.session.execute(living.returning(Feed.id), execution_options={"synchronize_session": False}).all()
    return bool(revoked)
