"""What to read after the last message: your unread topics first, then new ones, then others of the category."""

from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, bindparam, literal, null, select, union_all

from forum.categories.queries import visible_ids
from forum.core.db import db
from forum.topics.models import Topic, TopicReader
from forum.topics.queries.unread import PLACES, is_new, is_readers, is_unread, reader_values

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
    parts = [_rows(2, known).where(Topic.category_id == bindparam("here"))]
    if member:
        mine = Topic.category_id.in_(PLACES)
        parts += [_rows(0, known).where(is_unread(), mine), _rows(1, known).where(is_new(), mine)]
    return union_all(*(select(part.subquery()) for part in parts))


def _rows(rank: int, known: bool) -> Select:
    reader = (TopicReader.last_read, TopicReader.level) if known else (null().label("last_read"), null().label("level"))
    query = select(
        literal(rank).label("rank"), Topic.id, Topic.title, Topic.slug, Topic.category_id, Topic.created_at,
        Topic.last_number, Topic.last_posted_at, Topic.replies, Topic.views,
        Topic.solution_number.is_not(None).label("solved"), Topic.closed_at.is_not(None).label("closed"), *reader,
    )  # fmt: skip
    if known:
        query = query.join(TopicReader, is_readers(), isouter=rank > 0)
    query = query.where(Topic.id != bindparam("topic"), Topic.deleted_at.is_(None))
    return query.order_by(Topic.last_posted_at.desc()).limit(SIZE)
