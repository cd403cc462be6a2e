"""How many seats are taken, and who stands where in the line. Counted, never stored."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import case, func, select

from forum.core.db import db, read
from forum.trainings.models import Registration, TrainingSession
from forum.trainings.models.registration import HOLDING


@dataclass(frozen=True)
class Seats:
    """``general``: seats for everyone, ``free``: of these; ``taken``: of all, ``on_reserved``: of these."""

    capacity: int
    general: int
    taken: int
    on_reserved: int
    waiting: int

    @property
    def free(self) -> int:
        return max(0, self.general - (self.taken - self.on_reserved))

    @property
    def is_full(self) -> bool:
        return self.free == 0


def seats(session: TrainingSession) -> Seats:
    """The numbers of one session: they are public, names are not."""
    return seats_of([session])[session.id]


def seats_of(sessions: Collection[TrainingSession]) -> dict[int, Seats]:
    """The numbers of several sessions, by key, in one query."""
    holds = Registration.state.in_(HOLDING)
    numbers = select(
        Registration.session_id,
        func.count(case((holds, 1))),
        func.count(case((holds & Registration.is_reserved, 1))),
        func.count(case((Registration.state == "waitlisted", 1))),
    )
    numbers = numbers.where(Registration.session_id.in_([session.id for session in sessions]))
    found = {row[0]: row[1:] for row in read(numbers.group_by(Registration.session_id))}
    return {one.id: Seats(one.capacity, one.general, *found.get(one.id, (0, 0, 0))) for one in sessions}


def rank(registration: Registration) -> int | None:
    """1 for who is first in the line; None for who does not wait."""
    if registration.waitlist_pos is None:
        return None
    ahead = select(func.count()).where(Registration.session_id == registration.session_id)
    ahead = ahead.where(Registration.state == "waitlisted", Registration.waitlist_pos <= registration.waitlist_pos)
    return db.session.scalar(ahead)
