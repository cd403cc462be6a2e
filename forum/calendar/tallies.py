"""When a private address was last read: noted in memory and stored in batches, so that reading writes nothing."""

from datetime import datetime
from typing import Any

from sqlalchemy import update

from forum.calendar.models import Feed
from forum.core import tallies
from forum.core.clock import now
from forum.core.db import db


def note_use(feed: Feed) -> None:
    tallies.count("calendar.feeds", feed.id, now())


@tallies.tally("calendar.feeds", merge=max)
def store_uses(batch: dict[Any, datetime]) -> None:
    for feed_id, at in sorted(batch.items()):
        used = update(Feed).where(Feed.id == feed_id).values(last_used_at=at)
        db.session.execute(used, execution_options={"synchronize_session": False})
