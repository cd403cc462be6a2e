"""What a member's home shows: a handful of queries, whatever the number of topics. Each is built once."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, literal, select, union_all

from forum.accounts.people import Person
from forum.accounts.queries import PEOPLE, PERSON
from forum.categories.queries import visible, visible_ids
from forum.core.db import Instant, db
from forum.topics.models import Post, Topic
from forum.topics.queries.lists import Found, latest
from forum.topics.queries.unread import PLACES, Counts, since, total

RECENT, WAITING = 8, 4  # rows
MANY = 1000  # counting stops there


@dataclass(frozen=True)
class News:
    """What others did since the last visit: topics opened, answers written; and what is unread."""

    since: datetime | None
    topics: int
    replies: int
    unread: Counts


class Request(NamedTuple):
    """A request that nobody has answered."""

    id: int
    slug: str
    title: str
    category_id: int
    created_at: datetime
    author: Person


@dataclass(frozen=True)
class Home:
    news: News
    waiting: list[Request]
    waiting_count: int
    recent: Found


def home_of(viewer: Any) -> Home:
    return Home(_news(viewer), *_waiting(viewer), latest(viewer, RECENT))


def _news(viewer: Any) -> News:
    start = since(viewer)
    values = {"start": start, "reader": viewer.id, "places": visible_ids(viewer)}
    counts: dict[str, int] = {row.kind: row.number for row in db.session.execute(_counting(), values)}
    return News(start, counts["topics"], counts["replies"], total(viewer))


@lru_cache
def _counting() -> Any:
    start, reader = bindparam("start", type_=Instant), bindparam("reader")
    topics = select(Topic.id).where(Topic.created_at > start, Topic.category_id.in_(PLACES))
    topics = topics.where(Topic.author_id != reader, Topic.deleted_at.is_(None)).limit(MANY)
    replies = select(Post.id).join(Topic, Topic.id == Post.topic_id).where(Post.created_at > start, Post.number > 1)
    replies = replies.where(Post.author_id != reader, Post.kind == "message", Post.deleted_at.is_(None))
    here = (Topic.category_id + 0).in_(PLACES)  # + 0: by the dates of the messages, which are few, not by their topics
    replies = replies.where(here, Topic.deleted_at.is_(None)).limit(MANY)
    return union_all(_count("topics", topics), _count("replies", replies))


def _count(kind: str, rows: Select) -> Select:
    return select(literal(kind).label("kind"), func.count().label("number")).select_from(rows.subquery())


def _waiting(viewer: Any) -> tuple[list[Request], int]:
    """The newest requests that are still open where one may answer, and how many there are in all."""
    places = [category.id for category in visible(viewer) if category.has_states and category.rights.reply]
    rows = db.session.execute(_open_requests(), {"places": places}).all() if places else []
    waiting = [Request(*row[1:6], Person._make(row[6:])) for row in rows]
    return waiting, rows[0].in_all if rows else 0


@lru_cache
def _open_requests() -> Select:
    columns = Topic.id, Topic.slug, Topic.title, Topic.category_id, Topic.created_at
    open_ones = (
        Topic.category_id.in_(PLACES),
        Topic.state == "open",
        Topic.closed_at.is_(None),
        Topic.deleted_at.is_(None),
    )
    query = select(func.count().over().label("in_all"), *columns, *PERSON).where(*open_ones)
    query = query.select_from(PEOPLE).join(Topic, Topic.author_id == PERSON[0])
    return query.order_by(Topic.created_at.desc(), Topic.id.desc()).limit(WAITING)
