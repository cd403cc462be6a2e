"""Private addresses."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.accounts.models import User
from forum.accounts.sessions import hash_of
from forum.calendar.models import Feed
from forum.core.db import db


def feed_of(user: User) -> Feed | None:
    """The living address of ``user``."""
    return db.session.scalar(select(Feed).where(Feed.user_id == user.id, Feed.revoked_at.is_(None)))


def feed_by_token(token: str) -> Feed | None:
    """What this secret opens: nothing once it is revoked, or its owner suspended or gone."""
    living = (Feed.token_hash == hash_of(token), Feed.revoked_at.is_(None))
    feed = db.session.scalar(select(Feed).where(*living).options(joinedload(Feed.user)))
    return feed if feed and feed.user.is_member else None
