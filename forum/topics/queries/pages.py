"""A topic opened by a reader, and its messages, twenty a page.

Numbers are dense (those of deleted messages stay taken), so page p is a range of numbers: the page of message 4,000
costs what the first one costs.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, null, select
from sqlalchemy.orm import contains_eager

from forum.accounts.people import Person
from forum.accounts.queries import names
from forum.core.db import db
from forum.topics.models import Post, Topic, TopicReader
from forum.topics.queries.find import shown
from forum.topics.queries.tags import Keyword, packed, unpacked
from forum.topics.queries.unread import is_readers

PAGE = 20


@dataclass(frozen=True)
class Opened:
    """A topic and where the viewer is in it."""

    topic: Topic
    tags: list[Keyword]
    last_read: int
    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the page shows it: a row of columns, which the rules about ``Post`` can judge too."""

    id: int
    number: int
    author_id: int
    kind: str
    notice: dict
    html: str
    reply_to: int | None
    version: int
    created_at: datetime
    edited_at: datetime | None
    edited_by_id: int | None
    deleted_at: datetime | None
    deleted_by_id: int | None
    author: Person
    topic: Topic

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_first(self) -> bool:
        return self.number == 1


def open_topic(viewer: Any, topic_id: int) -> Opened:
    """The topic, its keywords and the reader's place, in one query; 404 when there is none that ``viewer`` sees."""
    known = viewer.is_authenticated
    row = db.session.execute(_opening(known), {"topic": topic_id} | ({"user": viewer.id} if known else {})).first()
    topic, tags, last_read, level, reason = row or (None,) * 5
    return Opened(shown(viewer, topic), unpacked(tags), last_read or 0, level or "normal", reason or "")


@lru_cache
def _opening(known: bool) -> Select:
    columns = (TopicReader.last_read, TopicReader.level, TopicReader.reason) if known else (null(), null(), null())
    query = select(Topic, packed(), *columns).join(Topic.category).options(contains_eager(Topic.category))
    query = query.outerjoin(TopicReader, is_readers()) if known else query
    return query.where(Topic.id == bindparam("topic"))


def page_of(number: int) -> int:
    return (max(number, 1) - 1) // PAGE + 1


def rows_of(topic: Topic, page: int) -> list[Row]:
    """What the database says of the messages of a page, deleted ones included; for ``signed``."""
    return _rows(topic, (page - 1) * PAGE + 1, page * PAGE)


def all_rows(topic: Topic) -> list[Row]:
    """The same of every message, for paper."""
    return _rows(topic, 1, topic.last_number)


def signed(topic: Topic, rows: list[Row]) -> list[Message]:
    """The messages with those who wrote them, in one query more."""
    people = names(row.author_id for row in rows)
    return [Message(*row, people[row.author_id], topic) for row in rows]  # type: ignore[call-arg]


def author_of(topic: Topic, number: int) -> Person | None:
    """Who wrote the message with this number, wherever it is; nobody when it was deleted."""
    living = (Post.topic_id == topic.id, Post.number == number, Post.deleted_at.is_(None))
    author_id = db.session.scalar(select(Post.author_id).where(*living))
    return names([author_id]).get(author_id or 0)


_P = Post.__table__.c  # columns of the table instead of the class: half the work for rows that are no objects
_POSTS = (
    select(
        _P.id, _P.number, _P.author_id, _P.kind, _P.notice, _P.html, _P.reply_to, _P.version,
        _P.created_at, _P.edited_at, _P.edited_by_id, _P.deleted_at, _P.deleted_by_id,
    )
    .where(_P.topic_id == bindparam("topic"), _P.number.between(bindparam("first"), bindparam("last")))
    .order_by(_P.number)
)  # fmt: skip


def _rows(topic: Topic, first: int, last: int) -> list[Row]:
    return list(db.session.execute(_POSTS, {"topic": topic.id, "first": first, "last": last}))
