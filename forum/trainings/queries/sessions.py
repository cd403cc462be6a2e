"""The sessions of trainings, by department, with the seats that are left."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import select

from forum.core.clock import now
from forum.core.db import db
from forum.directory.models import DEPARTMENTS
from forum.trainings.models import Registration, Training, TrainingSession
from forum.trainings.queries.seats import Seats, seats_of


@dataclass(frozen=True)
class Row:
    """A session as the page lists it; ``mine``: registrations of the reader there, their own and those they made."""

    session: TrainingSession
    seats: Seats
    mine: tuple[Registration, ...] = ()

    @cached_property
    def state(self) -> str:
        """draft, cancelled, over, soon (opens later), open, waiting (a list), full or closed."""
        one = self.session
        if one.cancelled_at:
            return "cancelled"
        if one.is_draft or one.is_over or now() >= one.ends_at:
            return "draft" if one.is_draft else "over"
        if one.state == "open" and one.opens_at and now() < one.opens_at:
            return "soon"
        if not one.takes_registrations:
            return "closed"
        if self.seats.free:
            return "open"
        return "waiting" if one.has_waitlist else "full"

    @property
    def takes(self) -> bool:
        return self.state in ("open", "waiting")

    @property
    def is_ahead(self) -> bool:
        return self.state != "over" and now() < self.session.ends_at


class Place(NamedTuple):
    """The sessions in one department; « » for those whose place is not known."""

    name: str
    rows: list[Row]


def rows_of(training_id: int, with_drafts: bool, mine: Collection[Registration] = ()) -> list[Row]:
    """The sessions of a training, the first one first."""
    wanted = select(TrainingSession).where(TrainingSession.training_id == training_id)
    if not with_drafts:
        wanted = wanted.where(TrainingSession.state != "draft")
    sessions = db.session.scalars(wanted.order_by(TrainingSession.starts_at, TrainingSession.id)).all()
    seats = seats_of(sessions) if sessions else {}
    own = {one.id: tuple(reg for reg in mine if reg.session_id == one.id) for one in sessions}
    return [Row(one, seats[one.id], own[one.id]) for one in sessions]


def by_department(rows: Iterable[Row]) -> list[Place]:
    """Departments in the order of their first dates."""
    places: dict[str, list[Row]] = {}
    for row in rows:
        places.setdefault(DEPARTMENTS.get(row.session.department, ""), []).append(row)
    return [Place(*place) for place in places.items()]


def of_another_length(training: Training) -> int:
    """How many of the sessions to come do not last as long as the training."""
    ahead = select(TrainingSession).where(TrainingSession.training_id == training.id, TrainingSession.ends_at > now())
    ahead = ahead.where(TrainingSession.state.in_(("draft", "open", "closed")))
    lengths = (sum(slot.minutes for slot in session.slots) for session in db.session.scalars(ahead))
    return sum(length != training.minutes for length in lengths)
