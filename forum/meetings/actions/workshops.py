"""Workshops within a meeting: never fuller than said, and nobody in two at the same time.

Every act holds the meeting first, and reads what its decision rests on afterwards.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.core.i18n import lazy
from forum.meetings.actions.holding import hold
from forum.meetings.events import MeetingReworded, WorkshopChanged, WorkshopCreated, WorkshopDeleted
from forum.meetings.models import Meeting, Presence, Workshop, WorkshopSeat


class Refusal(Exception):
    """Why not; ``sentence`` says what to do."""

    def __init__(self, sentence: Any):
        self.sentence = sentence
        super().__init__()

    def __str__(self) -> str:
        return str(self.sentence)


class StaleWorkshop(Exception):
    """Somebody changed the workshop since the version the edit was based on."""


class Full(Refusal):
    """The last seat was taken by someone else."""


class Elsewhere(Refusal):
    """The person is in another workshop at that time."""


class NotComing(Refusal):
    """The person said that they do not come; or nobody comes any more."""


class TooSmall(Refusal):
    """More people are in it than the new capacity."""


@dataclass(frozen=True)
class Plan:
    """What an organiser typed; times are wall times within the meeting."""

    title: str
    starts: datetime
    ends: datetime
    capacity: int | None = None
    description: str = ""
    leader: str = ""
    place: str = ""


def create_workshop(meeting: Meeting, plan: Plan, by: User) -> Workshop:
    hold(meeting)
    last = db.session.scalar(select(func.max(Workshop.position)).filter_by(meeting_id=meeting.id)) or 0
    workshop = Workshop(meeting_id=meeting.id, position=last + 1, **vars(plan))
    db.session.add(workshop)
    db.session.flush()
    emit(WorkshopCreated(workshop, actor=by, after=_facts(workshop)))
    return workshop


def edit_workshop(workshop: Workshop, plan: Plan, by: User, base_version: int) -> None:
    """Other words, times or capacity; StaleWorkshop when somebody saved since ``base_version``, TooSmall or Elsewhere
    when those who are in it would not fit any more."""
    _hold_for(workshop)
    if workshop.version != base_version:
        raise StaleWorkshop
    if plan.capacity is not None and (people := taken(workshop)) > plan.capacity:
        raise TooSmall(lazy("%(num)s personnes y sont inscrites : gardez au moins autant de places.", num=people))
    if both := _in_two(workshop, plan):
        text = lazy("%(num)s des personnes inscrites seraient dans deux ateliers à la fois.", num=both)
        raise Elsewhere(text)
    before = _facts(workshop)
    for name, value in vars(plan).items():
        setattr(workshop, name, value)
    workshop.version += 1
    db.session.flush()
    emit(WorkshopChanged(workshop, actor=by, before=before, after=_facts(workshop)))


def delete_workshop(workshop: Workshop, by: User) -> None:
    """It does not take place; the seats in it go with it."""
    _hold_for(workshop)
    meeting = workshop.meeting
    emit(WorkshopDeleted(workshop, actor=by, before=_facts(workshop) | {"people": taken(workshop)}))
    db.session.execute(delete(WorkshopSeat).where(WorkshopSeat.workshop_id == workshop.id))
    db.session.delete(workshop)
    db.session.flush()
    emit(MeetingReworded(meeting))


def join(workshop: Workshop, person: User) -> None:
    """Take a seat: Full when there is none left, Elsewhere when the person sits in another one at that time, NotComing
    when they said so."""
    _hold_for(workshop)
    if _seat(workshop, person):
        return
    if not workshop.meeting.is_to_come:  # cancelled, or held, while we waited
        raise NotComing(lazy("On ne s’inscrit plus aux ateliers de cette réunion."))
    if _is_away(workshop, person):
        raise NotComing(lazy("Vous avez répondu que vous ne venez pas : changez d’abord votre réponse."))
    if workshop.capacity is not None and taken(workshop) >= workshop.capacity:
        raise Full(lazy("Cet atelier est complet."))
    if other := _meanwhile(workshop, person):
        text = lazy("Vous êtes dans « %(title)s » au même moment : quittez-le d’abord.", title=other.title)
        raise Elsewhere(text)
    db.session.add(WorkshopSeat(workshop_id=workshop.id, user_id=person.id, taken_at=now()))
    db.session.flush()


def leave(workshop: Workshop, person: User) -> None:
    """Give the seat back; a second time changes nothing."""
    _hold_for(workshop)
    db.session.execute(delete(WorkshopSeat).filter_by(workshop_id=workshop.id, user_id=person.id))


def taken(workshop: Workshop) -> int:
    """How many are in it now."""
    return db.session.scalar(select(func.count()).select_from(WorkshopSeat).filter_by(workshop_id=workshop.id)) or 0


def _hold_for(workshop: Workshop) -> None:
    hold(workshop.meeting)
    db.session.refresh(workshop)


def _seat(workshop: Workshop, person: User) -> bool:
    mine = select(func.count()).select_from(WorkshopSeat).filter_by(workshop_id=workshop.id, user_id=person.id)
    return bool(db.session.scalar(mine))


def _is_away(workshop: Workshop, person: User) -> bool:
    said = select(Presence.answer).filter_by(meeting_id=workshop.meeting_id, user_id=person.id)
    return db.session.scalar(said) in ("no", "represented")


def _meanwhile(workshop: Workshop, person: User) -> Workshop | None:
    """Where the person sits at that time."""
    mine = select(Workshop).join(WorkshopSeat, WorkshopSeat.workshop_id == Workshop.id)
    mine = mine.where(WorkshopSeat.user_id == person.id, *_overlapping(workshop, workshop.starts, workshop.ends))
    return db.session.scalar(mine.limit(1), execution_options={"populate_existing": True})


def _in_two(workshop: Workshop, plan: Plan) -> int:
    """How many of those in it sit elsewhere at the planned time."""
    here = select(WorkshopSeat.user_id).where(WorkshopSeat.workshop_id == workshop.id)
    there = select(func.count(WorkshopSeat.user_id.distinct())).join(Workshop)
    there = there.where(WorkshopSeat.user_id.in_(here), *_overlapping(workshop, plan.starts, plan.ends))
    return db.session.scalar(there) or 0


def _overlapping(workshop: Workshop, starts: datetime, ends: datetime) -> tuple:
    return (
        Workshop.meeting_id == workshop.meeting_id,
        Workshop.id != workshop.id,
        Workshop.starts < ends,
        Workshop.ends > starts,
    )


def _facts(workshop: Workshop) -> dict[str, Any]:
    times = {"starts": workshop.starts.isoformat(), "ends": workshop.ends.isoformat()}
    return {"meeting": workshop.meeting_id, "capacity": workshop.capacity, **times}
