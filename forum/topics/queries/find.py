"""One topic, one message; 404 when there is none that the viewer sees."""

from functools import lru_cache
from typing import Any

from flask import abort
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager

from forum.categories.queries import visible_ids
from forum.core.db import db
from forum.topics.models import Post, Topic
from forum.topics.order.addresses import heir_of


def get_topic(viewer: Any, topic_id: int) -> Topic:
    """The topic with its category; a deleted one exists for the support team only."""
    return shown(viewer, db.session.scalar(_one_topic(), {"topic": topic_id}))


@lru_cache
def _one_topic() -> Select:
    """Built once: each message that is sent asks."""
    query = select(Topic).join(Topic.category).options(contains_eager(Topic.category))
    return query.where(Topic.id == bindparam("topic"))


def get_heir(viewer: Any, topic_id: int) -> Topic:
    """The topic, or the one that it went into: what was typed below it is sent there."""
    topic = db.session.scalar(_one_topic(), {"topic": topic_id})
    heir = heir_of(topic_id) if topic and topic.is_deleted else None
    return get_topic(viewer, heir) if heir else shown(viewer, topic)


def get_post(viewer: Any, post_id: int) -> Post:
    """The message with its topic; a deleted one exists for its author and the support team."""
    query = (
        select(Post)
        .join(Post.topic)
        .join(Topic.category)
        .options(contains_eager(Post.topic).contains_eager(Topic.category))
        .where(Post.id == post_id)
    )
    post = db.session.scalar(query) or abort(404)
    shown(viewer, post.topic)
    if post.is_deleted and not (viewer.is_organiser or post.author_id == viewer.id):
        abort(404)
    return post


def first_post(topic: Topic) -> Post:
    """The message that opens the topic."""
    return db.session.scalars(select(Post).where(Post.topic_id == topic.id, Post.number == 1)).one()


def shown(viewer: Any, topic: Topic | None) -> Topic:
    """The topic again if ``viewer`` may know of it; one that went into another is no more."""
    if topic is None or topic.category_id not in visible_ids(viewer):
        abort(404)
    if topic.is_deleted and (not viewer.is_organiser or heir_of(topic.id)):
        abort(404)
    return topic
