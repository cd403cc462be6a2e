"""What to read after the last message: your unread topics first, then new ones, then others of the category."""

from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, bindparam, literal, null, select, union_all

from forum.categories.queries import visible_ids
from forum.core.db import db
from forum.topics.models import Topic
from forum.topics.queries.unread import PLACES, READERS, TOPICS, R, T, is_new, is_readers, is_unread, reader_values

SIZE = 5


def suggested(viewer: Any, topic: Topic) -> list[Any]:
    """At most five rows (id, title, slug, category_id, last_number, last_read, …), best first; one query."""
    values = {"topic": topic.id, "here": topic.category_id, "places": visible_ids(viewer)} | reader_values(viewer)
    rows = db.session.execute(_query(viewer.is_authenticated, viewer.is_member), values)
    best: dict[int, Any] = {}
    for row in sorted(rows, key=lambda row: (row.rank, -row.last_posted_at.timestamp())):
        best.setdefault(row.id, row)
    return list(best.values())[:SIZE]


@lru_cache
def _query(known: bool, member: bool) -> CompoundSelect:
    parts = [_rows(2, known).where(T.category_id == bindparam("here"))]
    if member:
        mine = T.category_id.in_(PLACES)
        parts += [_rows(0, known).where(is_unread(), mine), _rows(1, known).where(is_new(), mine)]
    return union_all(*(select(part.subquery()) for part in parts))


def _rows(rank: int, known: bool) -> Select:
    reader = (R.last_read, R.level) if known else (null().label("last_read"), null().label("level"))
    query = select(
        literal(rank).label("rank"), T.id, T.title, T.slug, T.category_id, T.created_at,
        T.last_number, T.last_posted_at, T.replies, T.views,
        T.solution_number.is_not(None).label("solved"), T.closed_at.is_not(None).label("closed"), *reader,
    )  # fmt: skip
    if known:
        query = query.select_from(TOPICS.join(READERS, is_readers(), isouter=rank > 0))
    query = query.where(T.id != bindparam("topic"), T.deleted_at.is_(None))
    return query.order_by(T.last_posted_at.desc()).limit(SIZE)
