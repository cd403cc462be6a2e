"""Who follows which topics, how far they have read, and what they were told."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select

from bench.dataset.scale import Scale
from forum.core.db import db
from forum.notifications.models import Notification
from forum.topics.models import Post, Topic, TopicReader

TRACKER = 1  # the member who tracks 2,000 topics, half of them with something unread
READER = 2  # a member like many: a few hundred topics read, some followed
WATCHERS = 5  # of each topic


def follow(scale: Scale, today: datetime) -> None:
    """Write positions and notifications."""
    topics = db.session.execute(select(Topic.id, Topic.last_number).order_by(Topic.id)).all()
    rows: dict[tuple[int, int], dict] = {}
    for topic_id, last in topics:
        for place in range(WATCHERS):
            user_id = 10 + (topic_id * 11 + place * 37) % (scale.members - 10)
            rows[user_id, topic_id] = _row(user_id, topic_id, last, "watching", today)
        if topic_id % 5 == 0:
            level = "tracking" if topic_id % 25 == 0 else "normal"
            rows[READER, topic_id] = _row(READER, topic_id, last - 2 * (topic_id % 2), level, today)
    for topic_id, last in topics[-scale.tracked :]:
        rows[TRACKER, topic_id] = _row(TRACKER, topic_id, last - 4 * (topic_id % 2), "tracking", today)
    db.session.execute(insert(TopicReader), list(rows.values()))
    _tell(scale, today)


def _row(user_id: int, topic_id: int, last: int, level: str, today: datetime) -> dict:
    return {
        "user_id": user_id,
        "topic_id": topic_id,
        "last_read": last,
        "level": level,
        "reason": "chosen",
        "updated_at": today,
    }


def _tell(scale: Scale, today: datetime) -> None:
    """The last messages of the last topics, a third of them still unread."""
    latest = select(Post.id, Post.topic_id, Post.author_id).order_by(Post.id.desc()).limit(scale.notifications)
    posts = db.session.execute(latest).all()
    told = [
        {
            "user_id": user_id,
            "kind": "reply",
            "actor_id": post.author_id,
            "post_id": post.id,
            "topic_id": post.topic_id,
            "created_at": today - timedelta(hours=place),
            "read_at": None if place % 3 == 0 else today,
        }
        for user_id in range(1, scale.members + 1)
        for place, post in enumerate(posts)
    ]
    db.session.execute(insert(Notification), told)
