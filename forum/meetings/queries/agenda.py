"""The agenda of a meeting: its items in order, with their hours."""

from dataclasses import dataclass
from typing import Any

from flask import abort
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.core.db import db
from forum.core.rules import can
from forum.meetings.models import Action, AgendaItem, Meeting
from forum.meetings.queries.outcomes import open_actions
from forum.meetings.timetable import Timetable, overrun, timetable


@dataclass(frozen=True)
class AgendaPart:
    """What the page of a meeting shows of its agenda."""

    table: Timetable
    warning: str
    is_published: bool
    may_prepare: bool
    open_actions: list[Action]  # of the series; once the meeting is over, its minutes tell


def part(meeting: Meeting, viewer: Any) -> AgendaPart:
    table = timetable(meeting, accepted(meeting))
    is_published = meeting.agenda_state == "published"
    is_told = not meeting.is_over and any(line.item.kind == "actions" for line in table.lines)
    still_open = open_actions(meeting.series) if is_told else []
    return AgendaPart(table, overrun(meeting, table), is_published, can(viewer, "prepare", meeting), still_open)


def accepted(meeting: Meeting) -> list[AgendaItem]:
    """The items of the agenda in their order, read afresh."""
    mine = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.state == "accepted")
    people = (joinedload(AgendaItem.proposed_by), joinedload(AgendaItem.dimension))
    ordered = mine.options(*people).order_by(AgendaItem.position, AgendaItem.id)
    return list(db.session.scalars(ordered, execution_options={"populate_existing": True}))


def last_place(meeting: Meeting) -> int:
    """The position of the item that stands last; 0 of an empty agenda."""
    taken = select(func.max(AgendaItem.position))
    places = taken.where(AgendaItem.meeting_id == meeting.id, AgendaItem.state == "accepted")
    return db.session.scalar(places) or 0


def get_item(viewer: Any, item_id: int) -> AgendaItem:
    """The item; 404 when there is none that ``viewer`` may read."""
    item = db.session.get(AgendaItem, item_id)
    return item if item and can(viewer, "read", item) else abort(404)


def following(meeting: Meeting) -> Meeting | None:
    """The next meeting of the series that members know of: where what is deferred goes."""
    later = select(Meeting).where(Meeting.series_id == meeting.series_id, Meeting.starts_at > meeting.starts_at)
    dates = later.where(Meeting.state == "scheduled").order_by(Meeting.starts_at, Meeting.id)
    return db.session.scalar(dates.limit(1))
