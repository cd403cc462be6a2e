"""How far each reader has read: the highest message seen on their screen."""

from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, and_, bindparam, case, literal, select, update

from forum.categories.queries import visible_ids
from forum.core import tallies
from forum.core.clock import now
from forum.core.db import Instant, db, insert
from forum.core.events import emit
from forum.topics.events import TopicsRead
from forum.topics.models import Topic, TopicReader, TopicTag
from forum.topics.order.renumbered import positions_now

READ = "topics.read"  # the tally of positions not stored yet: {user: Positions}
Positions = dict[tuple[int, int], int]  # topic, as its messages were numbered (Topic.numbering) → number
COLUMNS = ["user_id", "topic_id", "last_read", "level", "reason", "updated_at"]


def note_read(viewer: Any, topic_id: int, numbering: int, number: int) -> None:
    """Note that ``viewer`` has seen the message; stored with the next batch (a GET writes nothing)."""
    if viewer.is_member:
        tallies.count(READ, viewer.id, {(topic_id, numbering): number})


def noted(viewer: Any) -> dict[int, int]:
    """The positions of ``viewer`` that this process has not stored yet, by topic."""
    found: Positions = (tallies.pending(READ, viewer.id) or {}) if viewer.is_authenticated else {}
    return {topic_id: number for (topic_id, _numbering), number in sorted(found.items())}


def store_all(batch: dict[int, Positions]) -> None:
    """Store positions by reader, which only ever rise and never pass the last message of their topic.

    The topics are held first, in the order of their keys: nobody gives their messages other numbers meanwhile.
    """
    topics = {topic_id for positions in batch.values() for topic_id, _numbering in positions}
    held = {key: row for key in sorted(topics) if (row := db.session.execute(_HOLDING, {"topic": key}).first())}
    for user_id in sorted(batch):
        _store(user_id, {where: number for where, number in batch[user_id].items() if where[0] in held}, held)


_HOLDING = (
    update(Topic)
    .where(Topic.id == bindparam("topic"))
    .values(last_number=Topic.last_number)
    .returning(Topic.last_number, Topic.numbering, Topic.deleted_at)
    .execution_options(synchronize_session=False)
)


def _store(user_id: int, positions: Positions, held: dict[int, Any]) -> None:
    now_at: dict[int, int] = {}
    for (topic_id, numbering), number in positions.items():
        row = held[topic_id]
        is_true = numbering == row.numbering and row.deleted_at is None
        here = {topic_id: min(number, row.last_number)}
        for key, place in (here if is_true else positions_now(user_id, topic_id, numbering, number)).items():
            now_at[key] = max(place, now_at.get(key, 0))
    rows = [{"user_id": user_id, "topic_id": key, "last_read": place} for key, place in sorted(now_at.items())]
    if rows:
        db.session.execute(_upsert(), [row | {"level": "normal", "reason": "", "updated_at": now()} for row in rows])
        emit(TopicsRead(user_id, {row["topic_id"]: row["last_read"] for row in rows}))


def set_level(viewer: Any, topic_id: int, level: str) -> None:
    """Follow the topic as closely as its reader says, whatever the house would have chosen."""
    choice = {"level": level, "reason": "chosen", "updated_at": now()}
    new = insert(TopicReader).values(user_id=viewer.id, topic_id=topic_id, last_read=0, **choice)
    keys = [TopicReader.user_id, TopicReader.topic_id]
    db.session.execute(new.on_conflict_do_update(index_elements=keys, set_=choice))


def mark_all_read(
    viewer: Any, start: datetime, category_id: int | None = None, tag_id: int | None = None, order: str = ""
) -> None:
    """Put the reader at the end of every topic that is unread, or where someone wrote after ``start``: of the category,
    or of all; with ``tag_id``, of those that carry the keyword; with ``order``, of the list « new » or « unread »."""
    here = Topic.category_id.in_([category_id] if category_id else visible_ids(viewer))
    if tag_id:
        here = and_(here, Topic.id.in_(select(TopicTag.topic_id).where(TopicTag.tag_id == tag_id)))
    end: ScalarSelect = select(Topic.last_number).where(Topic.id == TopicReader.topic_id).scalar_subquery()
    behind = select(Topic.id).where(Topic.id == TopicReader.topic_id, here, Topic.last_number > TopicReader.last_read)
    if order == "new":
        behind = behind.where(Topic.last_posted_at > start)
    mine = update(TopicReader).where(TopicReader.user_id == viewer.id, behind.correlate(TopicReader).exists())
    if order == "unread":
        mine = mine.where(TopicReader.level.in_(("watching", "tracking")))
    db.session.execute(mine.values(last_read=end), execution_options={"synchronize_session": False})
    if order == "unread":
        return
    unopened = _unopened(viewer, and_(here, Topic.last_posted_at > start))
    db.session.execute(insert(TopicReader).from_select(COLUMNS, unopened).on_conflict_do_nothing())


def _unopened(viewer: Any, here: Any) -> Any:
    """The rows that mark as read the topics of which the viewer has no row yet."""
    opened = select(TopicReader.topic_id).where(TopicReader.user_id == viewer.id)
    row = (literal(viewer.id), Topic.id, Topic.last_number, literal("normal"), literal(""), literal(now(), Instant))
    return select(*row).where(here, Topic.deleted_at.is_(None), Topic.id.not_in(opened))


def _upsert() -> Any:
    """Insert positions; where there is one already the higher stays."""
    new = insert(TopicReader)
    higher = case((TopicReader.last_read > new.excluded.last_read, TopicReader.last_read), else_=new.excluded.last_read)
    keys = [TopicReader.user_id, TopicReader.topic_id]
    return new.on_conflict_do_update(index_elements=keys, set_={"last_read": higher})
