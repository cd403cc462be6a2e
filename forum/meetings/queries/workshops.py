"""The workshops of a meeting, as its viewer sees them."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select

from forum.accounts.people import Person
from forum.accounts.queries import names
from forum.calendar.times import instant_of
from forum.core.db import db
from forum.core.rules import can
from forum.meetings.models import Meeting, Workshop, WorkshopSeat


class Line(NamedTuple):
    """A workshop, how many are in it, whether the viewer is, and where they are meanwhile."""

    workshop: Workshop
    taken: int
    is_mine: bool
    meanwhile: str

    @property
    def starts_at(self) -> datetime:
        return instant_of(self.workshop.starts, self.workshop.meeting.zone)

    @property
    def ends_at(self) -> datetime:
        return instant_of(self.workshop.ends, self.workshop.meeting.zone)

    @property
    def left(self) -> int | None:
        return None if self.workshop.capacity is None else max(0, self.workshop.capacity - self.taken)


class Part(NamedTuple):
    lines: list[Line]
    can_join: bool
    can_arrange: bool


def part(meeting: Meeting, viewer: Any) -> Part:
    """For someone who may read the meeting."""
    rows = workshops(meeting)
    counts, mine = _counts(meeting), _mine(meeting, viewer)
    sitting = [one for one in rows if one.id in mine]
    lines = [Line(one, counts.get(one.id, 0), one.id in mine, _meanwhile(one, sitting)) for one in rows]
    can_join = meeting.is_to_come and can(viewer, "read", meeting)
    return Part(lines, can_join, can(viewer, "add_workshop", meeting))


def workshops(meeting: Meeting) -> list[Workshop]:
    """In the order of time."""
    rows = select(Workshop).filter_by(meeting_id=meeting.id)
    return list(db.session.scalars(rows.order_by(Workshop.starts, Workshop.position, Workshop.id)))


def people_in(workshop: Workshop) -> list[Person]:
    """Who signed up, in the order of signing up."""
    seats = select(WorkshopSeat.user_id).filter_by(workshop_id=workshop.id).order_by(WorkshopSeat.taken_at)
    ids = db.session.scalars(seats).all()
    known = names(ids)
    return [known[user_id] for user_id in ids]


def _counts(meeting: Meeting) -> dict[int, int]:
    seats = select(WorkshopSeat.workshop_id, func.count()).join(Workshop).where(Workshop.meeting_id == meeting.id)
    return dict(db.session.execute(seats.group_by(WorkshopSeat.workshop_id)).all())


def _mine(meeting: Meeting, viewer: Any) -> set[int]:
    seats = select(WorkshopSeat.workshop_id).join(Workshop)
    return set(db.session.scalars(seats.where(Workshop.meeting_id == meeting.id, WorkshopSeat.user_id == viewer.id)))


def _meanwhile(one: Workshop, sitting: list[Workshop]) -> str:
    others = [other for other in sitting if other.id != one.id and other.starts < one.ends and other.ends > one.starts]
    return others[0].title if others else ""
