"""Who writes in a topic follows it, and has read what they wrote."""

from sqlalchemy import case, or_

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, insert
from forum.topics.models import Topic, TopicReader


def follow(user: User, topic: Topic, level: str, reason: str, read: int) -> None:
    """Raise a level nobody chose to ``level``, for this ``reason``, and note that ``user`` has read up to ``read``."""
    row = {"user_id": user.id, "topic_id": topic.id, "last_read": read, "level": level, "reason": reason}
    add = insert(TopicReader).values(**row, updated_at=now())
    keeps = or_(TopicReader.reason == "chosen", TopicReader.level != "normal")
    further = case((TopicReader.last_read > read, TopicReader.last_read), else_=read)
    changes = {
        "last_read": further,
        "level": case((keeps, TopicReader.level), else_=level),
        "reason": case((keeps, TopicReader.reason), else_=reason),
    }
    db.session.execute(add.on_conflict_do_update(index_elements=["user_id", "topic_id"], set_=changes))
