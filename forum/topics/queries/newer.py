"""What has come since a page was drawn: messages of its topic, topics of its list."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select

from forum.categories.queries import visible_ids
from forum.core.db import Instant, read, table_of
from forum.topics.models import Post, TopicTag
from forum.topics.queries.lists import STATES
from forum.topics.queries.unread import LISTED, PLACES, R, T, is_unread, reader_values, with_reader

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MARK = bindparam("mark", type_=Instant)
P, TOPIC_TAGS = table_of(Post).c, table_of(TopicTag).c


def mark_of(at: datetime) -> int:
    """The moment as addresses carry it, in microseconds."""
    return (at - EPOCH) // timedelta(microseconds=1)


def replies_after(viewer: Any, topic_id: int, number: int) -> tuple[int, int, int] | None:
    """Of the topic's messages after ``number``: the last number of all, the first number and how many of those one
    reads; None when ``viewer`` sees no such topic."""
    row = read(_REPLIES, {"topic": topic_id, "after": number}).one()
    if row.category_id not in visible_ids(viewer) or (row.deleted_at and not viewer.is_organiser):
        return None
    return row.last_number, row.first or row.last_number, row.number


_of_topic = (P.topic_id == bindparam("topic"), P.number > bindparam("after"))
_read = (P.kind == "message", P.deleted_at.is_(None))
_shown = [select(fact).where(*_of_topic, *_read).scalar_subquery() for fact in (func.min(P.number), func.count())]
_topic = [
    select(column).where(T.id == bindparam("topic")).scalar_subquery()
    for column in (T.category_id, T.deleted_at, T.last_number)
]
_REPLIES = select(
    _topic[0].label("category_id"),
    _topic[1].label("deleted_at"),
    _topic[2].label("last_number"),
    _shown[0].label("first"),
    _shown[1].label("number"),
)


def count_newer(viewer: Any, order: str, since: int, category_id: int = 0, tag_id: int = 0, state: str = "") -> int:
    """How many topics of the list someone else has opened or written in after ``since`` (a mark)."""
    values = {"place": category_id, "places": visible_ids(viewer), "tag": tag_id} | reader_values(viewer)
    values |= {"mark": EPOCH + timedelta(microseconds=since)}
    known = viewer.is_authenticated
    if order != "recent" and not known:
        return 0
    state = state if state in STATES else ""
    return read(_counting(order, bool(category_id), bool(tag_id), state, known), values).scalar() or 0


@lru_cache
def _counting(order: str, one_category: bool, tagged: bool, state: str, known: bool) -> Select:
    query = select(func.count()).where(*(_is_newer(order) if known else [T.last_posted_at > _MARK]))
    if known:
        query = query.select_from(with_reader(is_there=order == "unread"))
    query = query.where(LISTED, (T.category_id + 0).in_(PLACES))  # by the index of the moment
    if state:
        query = query.where(STATES[state]())
    if one_category:
        query = query.where(T.category_id + 0 == bindparam("place"))
    if tagged:
        query = query.where(T.id.in_(select(TOPIC_TAGS.topic_id).where(TOPIC_TAGS.tag_id == bindparam("tag"))))
    return query


def _is_newer(order: str) -> list[ColumnElement[bool]]:
    """One's own doings are no news, nor what one has asked not to hear of."""
    others = or_(T.last_author_id.is_(None), T.last_author_id != bindparam("user"))
    newer = [T.last_posted_at > _MARK, others]
    return [*newer, is_unread(False) if order == "unread" else or_(R.level.is_(None), R.level != "muted")]
