"""Keywords: of one topic, or of each row of a list without a query more."""

from typing import NamedTuple

from flask import abort
from sqlalchemy import ScalarSelect, func, select

from forum.core.db import db
from forum.topics.models import Tag, Topic, TopicTag

BETWEEN, WITHIN = "\x1e", "\x1f"  # control characters, which no keyword holds


class Keyword(NamedTuple):
    slug: str
    name: str


def get_tag(slug: str) -> Tag:
    return db.session.scalar(select(Tag).where(Tag.slug == slug)) or abort(404)


def tags_of(topic: Topic) -> list[Keyword]:
    query = select(Tag.slug, Tag.name).join(TopicTag).where(TopicTag.topic_id == topic.id).order_by(Tag.name)
    return [Keyword(*row) for row in db.session.execute(query)]


def packed() -> ScalarSelect[str]:
    """A column for queries on ``Topic``: its keywords as one text, for ``unpacked``."""
    one = Tag.slug + WITHIN + Tag.name
    query = select(func.aggregate_strings(one, BETWEEN)).join(TopicTag).where(TopicTag.topic_id == Topic.id)
    return query.correlate(Topic).scalar_subquery()


def unpacked(text: str | None) -> list[Keyword]:
    """The keywords in the column ``packed``, by name."""
    if not text:
        return []
    found = [Keyword(*one.split(WITHIN)) for one in text.split(BETWEEN)]
    return sorted(found, key=lambda keyword: keyword.name)


def suggestions(most: int = 100) -> list[str]:
    """The names of the keywords in use, the most used first: for those who write."""
    uses = func.count(TopicTag.topic_id)
    query = select(Tag.name).join(TopicTag, TopicTag.tag_id == Tag.id).group_by(Tag.id, Tag.name)
    return list(db.session.scalars(query.order_by(uses.desc(), Tag.name).limit(most)))
