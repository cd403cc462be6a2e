"""Former addresses: of messages that got another number or another topic, of topics that went into another."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import insert, select

from forum.categories.queries import visible_ids
from forum.core.db import db
from forum.topics.models import Post, PostAddress, Topic, TopicMerger
from forum.topics.slugs import numbering_of


class Address(NamedTuple):
    """The number of a message in a topic, in one of the topic's numberings."""

    topic_id: int
    numbering: int
    number: int
    post_id: int


def remember(addresses: Iterable[Address]) -> None:
    """Have these lead to their messages for ever."""
    if rows := [address._asdict() for address in addresses]:
        db.session.execute(insert(PostAddress), rows)


def heir_of(topic_id: int) -> int | None:
    """The topic that this one went into, however often that went on; None when it went nowhere."""
    heir = db.session.scalar(select(TopicMerger.into_id).where(TopicMerger.topic_id == topic_id))
    return (heir_of(heir) or heir) if heir else None


def moved_from(viewer: Any, slug: str, topic_id: int, number: int) -> str | None:
    """Where the message is now that this address was once about, if ``viewer`` may know of it."""
    query = select(Post).join(PostAddress, PostAddress.post_id == Post.id).join(Post.topic)
    there = (PostAddress.topic_id == topic_id, PostAddress.number == number, *_is_seen(viewer))
    query = query.where(*there, PostAddress.numbering >= numbering_of(slug))  # unchanged by those in between
    post = db.session.scalar(query.order_by(PostAddress.numbering).limit(1))
    return post.url if post else None


def number_now(topic: Topic, former_id: int, number: int) -> int | None:
    """The number that a message has in ``topic`` which had this one in the topic that went into it, at the end."""
    query = select(Post.number).join(PostAddress, PostAddress.post_id == Post.id).where(Post.topic_id == topic.id)
    there = query.where(PostAddress.topic_id == former_id, PostAddress.number == number)
    return db.session.scalar(there.order_by(PostAddress.numbering.desc()).limit(1))


def heir_address(viewer: Any, slug: str, topic_id: int, number: int) -> str | None:
    """Where a topic went, opened at the message this address was about."""
    heir = heir_of(topic_id)
    topic = db.session.scalar(select(Topic).where(Topic.id == heir, *_is_seen(viewer))) if heir else None
    return (moved_from(viewer, slug, topic_id, number) or topic.url) if topic else None


def _is_seen(viewer: Any) -> tuple:
    return (Topic.category_id.in_(visible_ids(viewer)), Topic.deleted_at.is_(None))
