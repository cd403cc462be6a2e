"""Where a day begins in a topic."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from forum.core.clock import midnight
from forum.core.db import read, table_of
from forum.topics.models import Post

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
