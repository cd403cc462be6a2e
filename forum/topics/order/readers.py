"""Readers after messages went into another topic: none has to read anything twice, none misses anything."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import select

from forum.core.clock import now
from forum.core.db import db, insert, table_of
from forum.topics.models import Post, Topic, TopicReader
from forum.topics.order.places import Order

CLOSENESS = ("muted", "normal", "tracking", "watching")


class Following(NamedTuple):
    """How closely somebody follows a topic, and why."""

    level: str = "normal"
    reason: str = ""

    @property
    def rank(self) -> int:
        """What nobody chose counts less than anything else."""
        return -1 if self == Following() else CLOSENESS.index(self.level)


def bring_readers(source: Topic, target: Topic, left: Order, whole: Order) -> None:
    """Positions: as far as is true in both topics. Levels: the closer one where all went; else, the reader's own."""
    read, following = _known(source, target)
    writers = _writers(target, whole, source)
    rows = []
    for user_id in sorted(read.keys() | writers.keys()):
        mine, levels = read.get(user_id, {}), following.get(user_id, {})
        if left.posts and source.id in mine:
            rows.append(_row(user_id, source, left.number_after(mine), levels[source.id]))
        if (wanted := _wanted(levels, source, target, left, writers.get(user_id))) is not None:
            rows.append(_row(user_id, target, whole.number_after(mine), wanted))
    _store(rows)


def _known(source: Topic, target: Topic) -> tuple[dict[int, dict[int, int]], dict[int, dict[int, Following]]]:
    read: dict[int, dict[int, int]] = {}
    following: dict[int, dict[int, Following]] = {}
    there = TopicReader.topic_id.in_((source.id, target.id))
    for row in db.session.execute(select(*table_of(TopicReader).c).where(there)):
        read.setdefault(row.user_id, {})[row.topic_id] = row.last_read
        following.setdefault(row.user_id, {})[row.topic_id] = Following(row.level, row.reason)
    return read, following


def _writers(target: Topic, whole: Order, source: Topic) -> dict[int, Following]:
    """Those whose messages came into the topic, as if they had written them there."""
    came = [post.id for post in whole.posts if post.topic_id == source.id]
    is_new = whole.posts[0].topic_id == source.id
    query = select(Post.author_id).where(Post.topic_id == target.id, Post.id.in_(came), Post.kind == "message")
    found = dict.fromkeys(db.session.scalars(query), Following("tracking", "replied"))
    return found | ({target.author_id: Following("watching", "created")} if is_new else {})


def _wanted(
    levels: dict[int, Following], source: Topic, target: Topic, left: Order, wrote: Following | None
) -> Following | None:
    """How closely they follow the topic that the messages went into; None for who has nothing to do with it."""
    there, here = levels.get(target.id), levels.get(source.id)
    if not left.posts:  # all went: the closer of both
        return max((one for one in (there, here, wrote) if one), key=lambda one: one.rank, default=None)
    if there and there.rank > Following().rank:
        return there
    if here and here.reason == "chosen":
        return here
    return wrote or there or (Following() if here else None)


def _row(user_id: int, topic: Topic, last_read: int, following: Following) -> dict[str, Any]:
    where = {"user_id": user_id, "topic_id": topic.id, "last_read": last_read, "updated_at": now()}
    return where | following._asdict()


def _store(rows: Iterable[dict[str, Any]]) -> None:
    if rows := list(rows):
        new = insert(table_of(TopicReader))
        changes = {name: new.excluded[name] for name in ("last_read", "level", "reason")}
        db.session.execute(new.on_conflict_do_update(index_elements=["user_id", "topic_id"], set_=changes), rows)
