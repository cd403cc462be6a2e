"""Who writes in a topic follows it, and has read what they wrote."""

from functools import lru_cache
from typing import Any

from sqlalchemy import case, or_

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, insert
from forum.topics.models import Topic, TopicReader


def follow(user: User, topic: Topic, level: str, reason: str, read: int) -> None:
    """Raise a level nobody chose to ``level``, for this ``reason``, and note that ``user`` has read up to ``read``."""
    row = {"user_id": user.id, "topic_id": topic.id, "last_read": read, "level": level, "reason": reason}
    db.session.execute(_following(), row | {"updated_at": now()})


@lru_cache
def _following() -> Any:
    """Built once, for every message: the row, or what a row there is takes over from it."""
    here = TopicReader.__table__.c
    add = insert(TopicReader.__table__)
    new = add.excluded
    keeps = or_(here.reason == "chosen", here.level.in_(("watching", "tracking")))  # silence of a place is left
    changes = {
        "last_read": case((here.last_read > new.last_read, here.last_read), else_=new.last_read),
        "level": case((keeps, here.level), else_=new.level),
        "reason": case((keeps, here.reason), else_=new.reason),
    }
    return add.on_conflict_do_update(index_elements=["user_id", "topic_id"], set_=changes)
