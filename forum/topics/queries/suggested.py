"""What to read after the last message: your unread topics first, then new ones, then others of the category."""

from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, bindparam, false, literal, null, select, union_all

from forum.categories.queries import visible_ids
from forum.core.db import read
from forum.topics.queries.bookmarks import is_kept
from forum.topics.queries.unread import LISTED, PLACES, R, T, is_new, is_unread, reader_values, total, with_reader

SIZE = 5
UNREAD, NEW, OTHERS = range(3)


def suggested(viewer: Any, topic: Any) -> list[Any]:
    """At most five rows (id, title, slug, category_id, last_number, last_read, …), best first; one query."""
    values = {"topic": topic.id, "here": topic.category_id, "places": visible_ids(viewer)} | reader_values(viewer)
    rows = read(_query(viewer.is_authenticated, _ranks(viewer)), values)
    best: dict[int, Any] = {}
    for row in sorted(rows, key=lambda row: (row.rank, -row.last_posted_at.timestamp())):
        best.setdefault(row.id, row)
    return list(best.values())[:SIZE]


def _ranks(viewer: Any) -> tuple[int, ...]:
    """Which kinds to look for, as the frame of the page knows how many there are (this topic may be one of them)."""
    if not viewer.is_member:
        return (OTHERS,)
    there = total(viewer)
    if there.unread > SIZE:
        return (UNREAD,)
    ranks = [UNREAD] if there.unread else []
    return (*ranks, NEW, OTHERS) if there.new else (*ranks, OTHERS)


@lru_cache
def _query(known: bool, ranks: tuple[int, ...]) -> CompoundSelect:
    return union_all(*(select(_rows(rank, known).where(*_where(rank)).subquery()) for rank in ranks))


def _where(rank: int) -> tuple[Any, ...]:
    if rank == OTHERS:
        return (T.category_id == bindparam("here"),)
    if rank == NEW:
        return (is_new(), (T.category_id + 0).in_(PLACES))  # by the index of their order: a few steps
    return (is_unread(), T.category_id.in_(PLACES))


def _rows(rank: int, known: bool) -> Select:
    reader = (
        (R.last_read, R.level, is_kept())
        if known
        else (null().label("last_read"), null().label("level"), false().label("kept"))
    )
    query = select(
        literal(rank).label("rank"), T.id, T.title, T.slug, T.category_id, T.created_at,
        T.last_number, T.last_posted_at, T.replies, T.views,
        T.solution_number.is_not(None).label("solved"), T.closed_at.is_not(None).label("closed"), *reader,
    )  # fmt: skip
    if known:
        query = query.select_from(with_reader(is_there=rank == UNREAD))
    query = query.where(T.id != bindparam("topic"), LISTED)
    return query.order_by(T.last_posted_at.desc()).limit(SIZE)
