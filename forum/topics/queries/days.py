"""Where a day begins in a topic; the days along its timeline."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from forum.core.clock import midnight
from forum.core.db import read, table_of
from forum.topics.models import Post

MARKS = 60  # along a timeline
P = table_of(Post).c
# The message of this number, or the next one there is: some are destroyed.
_AT = (
    select(P.created_at)
    .where(P.topic_id == bindparam("topic"), P.number >= bindparam("number"))
    .order_by(P.number)
    .limit(1)
)


def number_on(topic: Any, day: str) -> int:
    """The number of the first message written on ``day`` (« 2022-01-04 ») or after; the first for what is no day.

    Messages follow each other in time, so a dozen steps in the index find it among five thousand.
    """
    try:
        start = midnight(date.fromisoformat(day))
    except ValueError:
        return 1
    low, high = 1, topic.last_number
    while low < high:
        middle = (low + high) // 2
        at = read(_AT, {"topic": topic.id, "number": middle}).scalar()
        low, high = (middle + 1, high) if at and at < start else (low, middle)
    return low


def marks(topic: Any) -> list[tuple[int, datetime]]:
    """Some sixty messages from the first to the last, with the moment of each: one step in the index for each."""
    step = max(1, topic.last_number // MARKS)
    numbers = [*range(1, topic.last_number, step), topic.last_number]
    return [tuple(row) for row in read(_MARKS, {"topic": topic.id, "numbers": numbers})]


_MARKS = (
    select(P.number, P.created_at)
    .where(P.topic_id == bindparam("topic"), P.number.in_(bindparam("numbers", expanding=True)))
    .order_by(P.number)
)
