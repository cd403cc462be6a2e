"""Bringing messages from one topic into another: none is lost, none doubled, and all that hangs on them follows.

Both topics are held until the transaction ends, so that an answer on its way comes before, or after. Numbers go from 1
to the last in both: what is unread is counted by them. Former addresses are remembered.
"""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import bindparam, select, update

from forum.core.db import db, table_of
from forum.core.events import emit
from forum.core.stamps import touch
from forum.topics.actions.around import around, parts, recook
from forum.topics.actions.numbers import hold, recount
from forum.topics.freshness import LISTS
from forum.topics.models import Post, Topic
from forum.topics.order.addresses import Address, remember
from forum.topics.order.cooking import cooked_for, serve
from forum.topics.order.events import PostsMoved
from forum.topics.order.places import Order, Standing, united
from forum.topics.order.pointers import repoint
from forum.topics.order.readers import bring_readers
from forum.topics.slugs import numbered, numbering_of

Changes = dict[int, dict[int, int]]  # topic → message → number


class AlreadyDone(Exception):
    """Somebody else was quicker: there is nothing left to bring, or no topic to bring it to."""


def transfer(source: Topic, target: Topic, chosen: Collection[int] | None = None) -> int:
    """Bring the messages ``chosen`` (their keys), or all, from one topic into another; how many that were.

    All: notices stay behind, in a topic that is seen no more.
    """
    stale, cooked = around(source, target), cooked_for(source, target, chosen)  # before the first write takes the lock
    hold(source.id, target.id)
    left, whole = _orders(source, target, chosen)
    moved = tuple(post.id for post in whole.posts if post.topic_id == source.id)
    if not moved or source.is_deleted or target.is_deleted:
        raise AlreadyDone
    changes = {order.topic_id: order.changes() for order in (left, whole)}
    _remember(changes, [*left.posts, *whole.posts], {topic.id: topic.numbering for topic in (source, target)})
    _number(changes)
    serve(cooked, moved, source, target)
    repoint(source, target, left, whole)
    bring_readers(source, target, left, whole)
    for topic, order in ((source, left), (target, whole)):
        _settle(topic, order, changes)
    recook(stale)
    emit(PostsMoved(source, target, moved))
    return len(moved)


class _Kind(NamedTuple):
    standing: Standing
    kind: str


def _orders(source: Topic, target: Topic, chosen: Collection[int] | None) -> tuple[Order, Order]:
    """What is left in the one, and all that is in the other. Nothing is left where all messages go."""
    here = _standing(source)
    goes = [one.standing for one in here if _goes(one, chosen)]
    left = [] if chosen is None else [one.standing for one in here if not _goes(one, chosen)]
    whole = united(target.id, [one.standing for one in _standing(target)], goes)
    return Order(source.id, tuple(left)), whole


def _goes(one: _Kind, chosen: Collection[int] | None) -> bool:
    return one.kind == "message" and (chosen is None or one.standing.id in chosen)


def _standing(topic: Topic) -> list[_Kind]:
    """All that stands in the topic, in order."""
    columns = (Post.id, Post.topic_id, Post.number, Post.created_at, Post.kind)
    rows = db.session.execute(select(*columns).where(Post.topic_id == topic.id).order_by(Post.number))
    return [_Kind(Standing(*row[:4]), row.kind) for row in rows]


def _remember(changes: Changes, posts: list[Standing], numberings: dict[int, int]) -> None:
    changed = {post_id for numbers in changes.values() for post_id in numbers}
    former = (post for post in posts if post.id in changed)
    remember(Address(post.topic_id, numberings[post.topic_id], post.number, post.id) for post in former)


def _number(changes: Changes) -> None:
    """First numbers that nobody has, so that no two messages meet under one."""
    rows = [
        {"post": post_id, "topic": topic_id, "place": number}
        for topic_id, numbers in changes.items()
        for post_id, number in numbers.items()
    ]
    for part in parts([row["post"] for row in rows]):
        aside = update(Post).where(Post.id.in_(part)).values(number=-Post.id)
        db.session.execute(aside, execution_options={"synchronize_session": False})
    db.session.connection().execute(_PLACING, rows)
    db.session.expire_all()


_P = table_of(Post)
_PLACING = update(_P).where(_P.c.id == bindparam("post")).values(topic_id=bindparam("topic"), number=bindparam("place"))


def _settle(topic: Topic, order: Order, changes: Changes) -> None:
    """What the topic's row says of its messages; another numbering, if a number means another message by now."""
    touch("topic", topic.id)
    touch(*LISTS)
    if not order.posts:
        return
    came = {post.id for post in order.posts if post.topic_id != topic.id}
    if not came or changes[topic.id].keys() - came:
        topic.slug = numbered(topic.slug.removesuffix(f"--{numbering_of(topic.slug)}"), topic.numbering + 1)
        topic.numbering += 1
    topic.last_number = len(order.posts)
    db.session.flush()
    recount(topic)
