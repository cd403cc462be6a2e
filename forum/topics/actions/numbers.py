"""Numbers of messages, and what a topic's row says about its messages."""

from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from forum.accounts.models import User
from forum.core.db import db
from forum.topics.models import Post, Topic

ABOUT_MESSAGES = ("last_number", "last_posted_at", "last_author_id", "replies", "participants")
SHOWN = 5  # participants in a list: the author, then at most four


def take_number(topic: Topic) -> int:
    """The number of the next message. Holds the topic's row until the transaction ends, and reads it afresh."""
    return db.session.scalars(_TAKING, {"topic": topic.id}).one().last_number


_TAKING = (
    update(Topic)
    .where(Topic.id == bindparam("topic"))
    .values(last_number=Topic.last_number + 1)
    .returning(Topic)
    .execution_options(populate_existing=True, synchronize_session=False)
)


def hold(*topic_ids: int) -> list[Topic]:
    """Hold the rows of topics until the transaction ends, in the order of their keys, and read them afresh."""
    return [db.session.scalars(_HOLDING, {"topic": topic_id}).one() for topic_id in sorted(set(topic_ids))]


_HOLDING = (
    update(Topic)
    .where(Topic.id == bindparam("topic"))
    .values(last_number=Topic.last_number)
    .returning(Topic)
    .execution_options(populate_existing=True, synchronize_session=False)
)


def give_back_number(topic: Topic) -> None:
    """Nothing was written under the number just taken, and nobody else could take one meanwhile."""
    topic.last_number -= 1
    db.session.flush()


def count_reply(topic: Topic, author: User, at: datetime) -> None:
    """Move the topic up."""
    topic.replies += 1
    topic.last_posted_at = at
    topic.last_author_id = author.id
    topic.participants = joined(topic.author_id, topic.participants, author.id)


def joined(author_id: int, so_far: list[int], newcomer_id: int) -> list[int]:
    """The participants with the newcomer: the author first, the latest last."""
    others = [one for one in so_far if one not in (author_id, newcomer_id)]
    if newcomer_id != author_id:
        others.append(newcomer_id)
    return [author_id, *others[-(SHOWN - 1) :]]


def recount(topic: Topic) -> None:
    """Read again from the visible messages what the topic's row says about them; an answer on its way is waited for."""
    db.session.refresh(topic, ABOUT_MESSAGES, with_for_update=True)
    latest = func.max(Post.number)
    query = (
        select(Post.author_id, func.count(), func.max(Post.created_at))
        .where(Post.topic_id == topic.id, Post.kind == "message", Post.deleted_at.is_(None))
        .group_by(Post.author_id)
        .order_by(latest)
    )
    rows = db.session.execute(query).all()
    participants: list[int] = [topic.author_id]
    for author_id, _count, _at in rows:
        participants = joined(topic.author_id, participants, author_id)
    topic.participants = participants
    topic.replies = max(sum(count for _author, count, _at in rows) - 1, 0)
    if rows:
        topic.last_author_id, _count, topic.last_posted_at = rows[-1]
    db.session.flush()
