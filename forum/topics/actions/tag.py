"""Keywords."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from forum.core.db import db, insert
from forum.core.events import emit
from forum.topics.events import TopicTagged
from forum.topics.models import Tag, Topic, TopicTag
from forum.topics.slugs import slug_of

MOST = 5
LONGEST = 40  # characters


def tag(topic: Topic, names: Iterable[str]) -> None:
    """Give the topic these keywords, and no others."""
    if set_tags(topic, names):
        emit(TopicTagged(topic))


def set_tags(topic: Topic, names: Iterable[str]) -> bool:
    """Store the keywords, the first five of them; whether something has changed."""
    wanted = {tag_id for name in list(names)[:MOST] if (tag_id := _key_of(name))}
    before = set(db.session.scalars(select(TopicTag.tag_id).where(TopicTag.topic_id == topic.id)))
    if gone := before - wanted:
        db.session.execute(delete(TopicTag).where(TopicTag.topic_id == topic.id, TopicTag.tag_id.in_(gone)))
    db.session.add_all(TopicTag(topic_id=topic.id, tag_id=tag_id) for tag_id in wanted - before)
    db.session.flush()
    return wanted != before


def _key_of(name: str) -> int | None:
    """The keyword of this name, made at its first use, also when two people use it first at the same time."""
    name = " ".join(name.split())[:LONGEST].strip(" ,#")
    slug = slug_of(name, otherwise="")
    if not slug:
        return None
    db.session.execute(insert(Tag).values(slug=slug, name=name).on_conflict_do_nothing(index_elements=["slug"]))
    return db.session.scalar(select(Tag.id).where(Tag.slug == slug))
