"""A topic opened by a reader, and its messages, twenty a page.

Numbers are dense (those of deleted messages stay taken), so page p is a range of numbers: the page of message 4,000
costs what the first one costs.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from flask import abort
from sqlalchemy import Row, ScalarSelect, Select, String, bindparam, cast, literal, null, select

from forum.accounts.people import Person
from forum.accounts.queries import names
from forum.categories.queries import OpenCategory, open_to
from forum.core.db import db, read, table_of
from forum.core.stamps import EVERYWHERE, know_everywhere, stamp_of
from forum.topics.drafts.models import Draft
from forum.topics.freshness import LISTS
from forum.topics.models import Post, Topic
from forum.topics.order.addresses import heir_of
from forum.topics.queries.unread import R, T, with_reader

PAGE, PART = 20, 500  # messages on a page of the screen, and in a part for paper


class OpenTopic(NamedTuple):
    """A topic as its page shows it: a row of columns, which the rules about ``Topic`` can judge too."""

    id: int
    title: str
    slug: str
    category_id: int
    author_id: int
    created_at: datetime
    last_number: int
    last_posted_at: datetime
    replies: int
    state: str
    routed_to: str
    routed_reason: str
    solution_number: int | None
    closed_at: datetime | None
    pinned_at: datetime | None
    deleted_at: datetime | None
    is_hidden: bool
    archived_at: datetime | None
    category: OpenCategory

    is_open = Topic.is_open
    is_archived = Topic.is_archived
    is_deleted = Topic.is_deleted
    url = Topic.url


@dataclass(frozen=True)
class Opened:
    """A topic and where the viewer is in it. ``stamp`` changes with anything its pages show, but for rights.

    ``lists`` changes with what they show of other topics, ``kept`` with the viewer's bookmarks.
    ``has_draft``: an answer of the viewer's waits to be sent.
    """

    topic: OpenTopic
    stamp: tuple[int | None, int | None]
    lists: int | None
    kept: int | None
    has_draft: bool
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
    thanks: int
    is_wiki: bool
    poll_id: int | None
    author: Person
    topic: OpenTopic

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_first(self) -> bool:
        return self.number == 1


def open_topic(viewer: Any, topic_id: int) -> Opened:
    """The topic and the reader's place in it, in one query; 404 when there is none that ``viewer`` sees."""
    known = viewer.is_authenticated
    row = read(_opening(known), {"topic": topic_id} | ({"user": viewer.id} if known else {})).first()
    *columns, everywhere, own, lists, kept, draft, last_read, level, reason = row or abort(404)
    know_everywhere(everywhere)
    category = open_to(viewer).get(row.category_id) or abort(404)
    topic = OpenTopic._make((*columns, category))
    if topic.is_deleted and (not viewer.is_organiser or heir_of(topic_id)):
        abort(404)
    place = (last_read or 0, level or "normal", reason or "")
    return Opened(topic, (everywhere, own), lists, kept, draft is not None, *place)


@lru_cache
def _opening(known: bool) -> Select:
    kept = stamp_of("kept", bindparam("user")) if known else null()
    reader = (_draft(), R.last_read, R.level, R.reason) if known else (null(), null(), null(), null())
    columns = [T[name] for name in OpenTopic._fields if name != "category"]
    query = select(*columns, stamp_of(*EVERYWHERE), stamp_of("topic", T.id), stamp_of(*LISTS), kept, *reader)
    query = query.select_from(with_reader()) if known else query
    return query.where(T.id == bindparam("topic"))


def _draft() -> ScalarSelect:
    mine, place = table_of(Draft).c, literal("reponse-") + cast(T.id, String)
    return select(mine.id).where(mine.owner_id == bindparam("user"), mine.place == place).scalar_subquery()


def page_of(number: int) -> int:
    return (max(number, 1) - 1) // PAGE + 1


def rows_of(topic: OpenTopic, page: int) -> list[Row]:
    """What the database says of the messages of a page, deleted ones included; for ``signed``."""
    return _rows(topic, (page - 1) * PAGE + 1, page * PAGE)


def rows_between(topic: OpenTopic, first: int, last: int) -> list[Row]:
    """The same of the messages with these numbers, for paper."""
    return _rows(topic, first, last)


def signed(topic: OpenTopic, rows: list[Row]) -> tuple[list[Message], Person | None]:
    """The messages with those who wrote them; and who wrote the one that answers, on this page or another."""
    solver_id = _solver_id(topic, rows) if topic.solution_number else None
    people = names([solver_id, *(row.author_id for row in rows)])
    messages = [Message(*row, people[row.author_id], topic) for row in rows]  # type: ignore[call-arg]
    return messages, people.get(solver_id or 0)


def _solver_id(topic: OpenTopic, rows: list[Row]) -> int | None:
    """Nobody when the message was deleted."""
    here = next((row for row in rows if row.number == topic.solution_number), None)
    if here:
        return None if here.deleted_at else here.author_id
    living = (Post.topic_id == topic.id, Post.number == topic.solution_number, Post.deleted_at.is_(None))
    return db.session.scalar(select(Post.author_id).where(*living))


_P = Post.__table__.c  # columns of the table instead of the class: half the work for rows that are no objects
_POSTS = (
    select(
        _P.id, _P.number, _P.author_id, _P.kind, _P.notice, _P.html, _P.reply_to, _P.version,
        _P.created_at, _P.edited_at, _P.edited_by_id, _P.deleted_at, _P.deleted_by_id,
        _P.thanks, _P.is_wiki, _P.poll_id,
    )
    .where(_P.topic_id == bindparam("topic"), _P.number.between(bindparam("first"), bindparam("last")))
    .order_by(_P.number)
)  # fmt: skip


def _rows(topic: OpenTopic, first: int, last: int) -> list[Row]:
    return list(db.session.execute(_POSTS, {"topic": topic.id, "first": first, "last": last}))
