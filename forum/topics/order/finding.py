"""What the support team chooses from: messages to take out of a topic, topics to bring them to."""

import re
from typing import Any

from sqlalchemy import Row, func, select

from forum.categories.queries import visible_ids
from forum.core.db import db
from forum.core.rules import can
from forum.topics.models import Post, Topic
from forum.topics.order.addresses import heir_of

PART = 100  # messages to choose from on a page
NAMED = 100  # topics that the field completes
ADDRESS = re.compile(r"/t/[^/\s]{1,200}/(\d{1,9})(?:[/?#]\S*)?\s*$|(\d{1,9})\)?\s*$")


def choices_of(topic: Topic, part: int) -> list[Row]:
    """The messages that may be taken out: their key, number, author, time and beginning; a hundred at a time."""
    first = (part - 1) * PART + 1
    beginning = func.substr(Post.text, 1, 160).label("text")
    rows = select(Post.id, Post.number, Post.author_id, Post.created_at, beginning).where(*_may_go(topic))
    return list(db.session.execute(rows.where(Post.number.between(first, first + PART - 1)).order_by(Post.number)))


def keys_of(topic: Topic, ids: list[int], first: int | None, last: int | None) -> set[int]:
    """The keys of those among ``ids``, and of those with numbers from ``first`` to ``last``, that may be taken out."""
    chosen = Post.id.in_(ids)
    if first or last:
        chosen |= Post.number.between(first or 1, last or topic.last_number)
    return set(db.session.scalars(select(Post.id).where(*_may_go(topic), chosen)))


def topic_named(viewer: Any, words: str | None) -> Topic | None:
    """The topic meant by an address, by a number, or by what the field completes; only one that ``viewer`` arranges."""
    return _arranged(viewer, key_named(words))


def key_named(words: str | None) -> int | None:
    """The key that is written there."""
    found = ADDRESS.search(words or "")
    return int(found[1] or found[2]) if found else None


def one_by_now(viewer: Any, key: int, other: int | None) -> Topic | None:
    """The topic that these two are, once one has gone into the other or both into a third."""
    heirs = {heir_of(one) or one for one in (key, other)} if other and other != key else ()
    return _arranged(viewer, *heirs) if len(heirs) == 1 else None


def _arranged(viewer: Any, key: int | None) -> Topic | None:
    topic = db.session.get(Topic, key) if key else None
    return topic if topic and can(viewer, "merge", topic) else None


def names_of_topics(viewer: Any, besides: Topic) -> list[str]:
    """« Livret d’accueil : vos trames ? (n° 12) », of the topics that were written in last."""
    there = (Topic.category_id.in_(visible_ids(viewer)), Topic.deleted_at.is_(None), Topic.id != besides.id)
    rows = select(Topic.title, Topic.id).where(*there).order_by(Topic.last_posted_at.desc()).limit(NAMED)
    return [f"{title} (n° {key})" for title, key in db.session.execute(rows)]


def _may_go(topic: Topic) -> tuple:
    return (Post.topic_id == topic.id, Post.number > 1, Post.kind == "message", Post.deleted_at.is_(None))
