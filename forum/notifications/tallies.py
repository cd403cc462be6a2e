"""Notifications that were opened, stored in batches: a GET writes nothing."""

from sqlalchemy import update

from forum.core.clock import now
from forum.core.db import db
from forum.core.tallies import tally
from forum.notifications.models import Notification

OPENED = "notifications.opened"  # {notification: the person who opened it}


@tally(OPENED, merge=lambda _one, other: other)
def store_opened(batch: dict[int, int]) -> None:
    opened = update(Notification).where(Notification.id.in_(list(batch)), Notification.read_at.is_(None))
    db.session.execute(opened.values(read_at=now()), execution_options={"synchronize_session": False})
