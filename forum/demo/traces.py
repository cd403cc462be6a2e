"""What a year of reading leaves behind: visits, read positions, views, notifications that were seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Row, select, update

from forum.accounts.models import User
from forum.categories.queries import visible_ids
from forum.core.clock import now
from forum.core.db import db
from forum.notifications.models import Notification
from forum.topics.models import Post, Topic, TopicReader

CURIOUS = 0.8  # of the topics a member sees, how many they open
CHANCE = 364  # the same demonstration for everybody


@dataclass(frozen=True)
class Reader:
    """A member and the end of their last visit."""

    person: User
    left_at: datetime
    chance: Random


def leave_traces(people: dict[str, User]) -> None:
    """As if everybody had read, the last time between two days and three weeks ago."""
    posts = db.session.execute(
        select(Post.topic_id, Post.number, Post.created_at, Post.author_id, Topic.category_id)
        .join(Topic, Topic.id == Post.topic_id)
        .order_by(Post.created_at, Post.id)
    ).all()
    readers: dict[int, int] = {}
    for key, person in people.items():
        if person.state == "active":
            reader = _last_visit(key, person, posts)
            for topic_id in _read(reader, posts):
                readers[topic_id] = readers.get(topic_id, 0) + 1
    _count_views(readers)
    db.session.flush()


def _last_visit(key: str, person: User, posts: Sequence[Row]) -> Reader:
    """They were here when they last wrote, if not later; what they had been told of by then, they know."""
    chance = Random(f"{CHANCE} {key}")
    usual = now() - timedelta(days=2 if person.is_organiser else chance.randint(9, 24), hours=chance.randint(1, 5))
    left_at = max([usual, *(post.created_at + timedelta(minutes=12) for post in posts if post.author_id == person.id)])
    person.previous_visit_at = person.last_seen_at = left_at
    told = update(Notification).where(Notification.user_id == person.id, Notification.created_at <= left_at)
    db.session.execute(told.values(read_at=left_at))
    return Reader(person, left_at, chance)


def _read(reader: Reader, posts: Sequence[Row]) -> list[int]:
    """Note how far they read in every topic they opened; which ones those are."""
    seen: dict[int, int] = {}
    for post in posts:
        if post.created_at <= reader.left_at and post.category_id in visible_ids(reader.person):
            seen[post.topic_id] = max(post.number, seen.get(post.topic_id, 0))
    mine = select(TopicReader).where(TopicReader.user_id == reader.person.id)
    follows = {row.topic_id: row for row in db.session.scalars(mine.execution_options(populate_existing=True))}
    opened = [topic_id for topic_id in seen if topic_id in follows or reader.chance.random() < CURIOUS]
    for topic_id in opened:
        row = follows.get(topic_id) or TopicReader(
            user_id=reader.person.id, topic_id=topic_id, updated_at=reader.left_at
        )
        row.last_read = seen[topic_id]
        db.session.add(row)
    return opened


def _count_views(readers: dict[int, int]) -> None:
    """Each reader came back about as often as there was something new."""
    chance = Random(CHANCE)
    for topic in db.session.scalars(select(Topic).order_by(Topic.id)):
        topic.views = round(readers.get(topic.id, 0) * chance.uniform(1.5, 2.5)) + topic.replies * chance.randint(2, 5)
