"""Where somebody is who read a topic just before its messages got other numbers or went into another topic."""

from collections.abc import Collection

from sqlalchemy import select

from forum.core.db import db
from forum.topics.models import Post, PostAddress, TopicReader


def positions_now(user_id: int, topic_id: int, numbering: int, number: int) -> dict[int, int]:
    """How far they are in each topic where the messages are now that had these numbers, up to ``number``."""
    read = _messages_up_to(topic_id, numbering, number)
    where = set(db.session.scalars(select(Post.topic_id).where(Post.id.in_(read)).distinct()))
    found = {key: _end_of_reading(user_id, key, read) for key in where}
    return {key: place for key, place in found.items() if place}


def _messages_up_to(topic_id: int, numbering: int, number: int) -> Collection[int]:
    """A number means what it meant first since then; one that was never given anew means what it means today."""
    former = select(PostAddress.number, PostAddress.post_id).where(PostAddress.topic_id == topic_id)
    since = former.where(PostAddress.numbering >= numbering, PostAddress.number <= number)
    today = select(Post.number, Post.id).where(Post.topic_id == topic_id, Post.number <= number)
    meant = dict(db.session.execute(today).all())
    meant |= dict(db.session.execute(since.order_by(PostAddress.numbering.desc())).all())
    return set(meant.values())


def _end_of_reading(user_id: int, topic_id: int, read: Collection[int]) -> int:
    """The last number before the first that is unread."""
    known = select(TopicReader.last_read).where(TopicReader.user_id == user_id, TopicReader.topic_id == topic_id)
    place = db.session.scalar(known) or 0
    after = select(Post.id, Post.number).where(Post.topic_id == topic_id, Post.number > place).order_by(Post.number)
    for post_id, number in db.session.execute(after):
        if post_id not in read:
            break
        place = number
    return place
