"""What a member's home shows of trainings: what they registered for, themselves and colleagues, and is to come."""

from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Select, bindparam, func, select

from forum.calendar.words import day, weekday
from forum.core.clock import now
from forum.core.db import Instant, read, table_of
from forum.trainings.dates import ahead
from forum.trainings.models import Registration, Training, TrainingSession
from forum.trainings.models.registration import LIVE

SHOWN = 6


class Ahead(NamedTuple):
    """One registration. ``rank``: on the waiting list, else 0."""

    training: str
    slug: str
    starts: datetime
    city: str
    user_id: int | None
    first_name: str
    last_name: str
    state: str
    rank: int

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def day(self) -> date:
        return self.starts.date()

    @property
    def when(self) -> str:
        """« Rodez, jeudi 10 mars »."""
        return ", ".join(filter(None, (self.city, f"{weekday(self.day)} {day(self.day)}")))


def ahead_of(reader_id: int) -> list[Ahead]:
    """The next ones, in one statement; none is asked for when no session lies ahead."""
    if not ahead():
        return []
    return [Ahead._make(row) for row in read(_ahead(), {"reader": reader_id, "now": now()})]


@lru_cache
def _ahead() -> Select:
    one, of, at = table_of(Registration).c, table_of(Training).c, table_of(TrainingSession).c
    rows = table_of(Registration).join(table_of(TrainingSession), at.id == one.session_id)
    rows = rows.join(table_of(Training), of.id == one.training_id)
    before = table_of(Registration).alias("before")
    rank = select(func.count()).where(before.c.session_id == one.session_id, before.c.state == "waitlisted")
    rank = rank.where(before.c.waitlist_pos <= one.waitlist_pos).correlate(table_of(Registration)).scalar_subquery()
    columns = of.title, of.slug, at.starts, at.city, one.user_id, one.first_name, one.last_name, one.state, rank
    mine = (one.user_id == bindparam("reader")) | (one.registered_by_id == bindparam("reader"))
    wanted = select(*columns).select_from(rows).where(mine, one.state.in_(LIVE))
    return wanted.where(at.ends_at > bindparam("now", type_=Instant)).order_by(at.starts_at, one.id).limit(SHOWN)
