"""Keywords: of one topic, or of each row of a list without a query more."""

from typing import Any, NamedTuple

from flask import abort
from sqlalchemy import ColumnElement, ScalarSelect, and_, func, select

from forum.categories.queries import visible_ids
from forum.core.db import db
from forum.topics.models import Tag, TagReader, Topic, TopicTag

BETWEEN, WITHIN = "\x1e", "\x1f"  # control characters, which no keyword holds


class Keyword(NamedTuple):
    slug: str
    name: str


def get_tag(viewer: Any, slug: str) -> Tag:
    """The keyword, if ``viewer`` sees a topic that has it; else 404: a closed category's words say what it is about."""
    used = select(TopicTag.topic_id).join(Topic).where(TopicTag.tag_id == Tag.id, _is_seen(viewer)).exists()
    return db.session.scalar(select(Tag).where(Tag.slug == slug, used)) or abort(404)


def followed_tags(viewer: Any) -> list[tuple[Tag, str]]:
    """The keywords that ``viewer`` follows, and how closely; of those they see in use."""
    used = select(TopicTag.topic_id).join(Topic).where(TopicTag.tag_id == Tag.id, _is_seen(viewer)).exists()
    query = select(Tag, TagReader.level).join(TagReader, TagReader.tag_id == Tag.id)
    query = query.where(TagReader.user_id == viewer.id, used).order_by(Tag.name)
    return [(tag, level) for tag, level in db.session.execute(query)]


def tags_of(topic: Any) -> list[Keyword]:
    query = select(Tag.slug, Tag.name).join(TopicTag).where(TopicTag.topic_id == topic.id).order_by(Tag.name)
    return [Keyword(*row) for row in db.session.execute(query)]


def packed() -> ScalarSelect[str]:
    """A column for queries on topics: the keywords as one text, for ``unpacked``."""
    topics, tags, hung = Topic.__table__, Tag.__table__, TopicTag.__table__
    query = select(func.aggregate_strings(tags.c.slug + WITHIN + tags.c.name, BETWEEN))
    query = query.select_from(tags.join(hung, hung.c.tag_id == tags.c.id)).where(hung.c.topic_id == topics.c.id)
    return query.correlate(topics).scalar_subquery()


def unpacked(text: str | None) -> list[Keyword]:
    """The keywords in the column ``packed``, by name."""
    if not text:
        return []
    found = [Keyword(*one.split(WITHIN)) for one in text.split(BETWEEN)]
    return sorted(found, key=lambda keyword: keyword.name)


def suggestions(viewer: Any, most: int = 100) -> list[str]:
    """The names of the keywords that ``viewer`` sees in use, the most used first: for those who write."""
    uses = func.count(TopicTag.topic_id)
    query = select(Tag.name).join(TopicTag, TopicTag.tag_id == Tag.id).join(Topic, Topic.id == TopicTag.topic_id)
    query = query.where(_is_seen(viewer)).group_by(Tag.id, Tag.name)
    return list(db.session.scalars(query.order_by(uses.desc(), Tag.name).limit(most)))


def _is_seen(viewer: Any) -> ColumnElement[bool]:
    return and_(Topic.category_id.in_(visible_ids(viewer)), Topic.deleted_at.is_(None))
