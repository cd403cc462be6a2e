"""What a member's home shows: a handful of queries, whatever the number of topics. Each is built once."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, func, literal_column, select

from forum.accounts.people import Person
from forum.accounts.queries import PEOPLE, PERSON
from forum.categories.queries import visible
from forum.core.db import read
from forum.home.between import Between, between
from forum.topics.models import Topic
from forum.topics.queries.lists import Found, latest
from forum.topics.queries.unread import LISTED, PLACES, Counts, since, total
from forum.trainings.queries.ahead import Ahead, ahead_of

RECENT, WAITING = 8, 4  # rows


@dataclass(frozen=True)
class News:
    """What others did since the last meeting, or the last visit before there was one; and what is unread."""

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
    between: Between
    registrations: list[Ahead]


def home_of(viewer: Any) -> Home:
    start = since(viewer)
    where = between(viewer, start)
    news = News(where.last.starts_at if where.last else start, where.topics, where.replies, total(viewer))
    return Home(news, *_waiting(viewer), latest(viewer, RECENT), where, ahead_of(viewer.id))


def _waiting(viewer: Any) -> tuple[list[Request], int]:
    """The newest requests that are still open where one may answer, and how many there are in all."""
    places = [category.id for category in visible(viewer) if category.has_states and category.rights.reply]
    rows = read(_open_requests(), {"places": places}).all() if places else []
    waiting = [Request._make((*row[1:6], Person._make(row[6:]))) for row in rows]
    return waiting, rows[0].in_all if rows else 0


@lru_cache
def _open_requests() -> Select:
    columns = Topic.id, Topic.slug, Topic.title, Topic.category_id, Topic.created_at
    open_ones = (
        Topic.category_id.in_(PLACES),
        Topic.state == literal_column("'open'"),  # not as a parameter: the index of those is found by these very words
        Topic.closed_at.is_(None),
        LISTED,
    )
    query = select(func.count().over().label("in_all"), *columns, *PERSON).where(*open_ones)
    query = query.select_from(PEOPLE).join(Topic, Topic.author_id == PERSON[0])
    return query.order_by(Topic.created_at.desc(), Topic.id.desc()).limit(WAITING)
