"""The same meeting on another day: its words, its workshops and the frame of its agenda."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from forum.accounts.models import User
from forum.calendar.times import Span
from forum.core.db import db
from forum.meetings.actions.agenda import start_agenda
from forum.meetings.actions.meeting.create import create_meetings
from forum.meetings.actions.meeting.facts import Facts
from forum.meetings.models import AgendaItem, Meeting, Workshop
from forum.meetings.titles import DAY, in_words


def duplicate(meeting: Meeting, by: User, days: list[date]) -> list[Meeting]:
    """A draft for each day, at the same hours. Proposals, votes, answers and documents stay with the first one."""
    copies = create_meetings(meeting.series, by, [_span(meeting, day) for day in days], _facts(meeting), publish=False)
    for copy in copies:
        start_agenda(copy)
        _copy_agenda(meeting, copy)
        _copy_workshops(meeting, copy)
    db.session.flush()
    return copies


def _span(meeting: Meeting, day: date) -> Span:
    starts = datetime.combine(day, meeting.starts.time())
    return Span(starts, starts + (meeting.ends - meeting.starts))


def _facts(meeting: Meeting) -> Facts:
    title = meeting.title.replace(in_words(meeting.day), DAY)
    names = ("place", "address", "access", "presentation", "chair", "secretary")
    words = {name: getattr(meeting, name) for name in names}
    until = _days_before(meeting, meeting.presence_until), _days_before(meeting, meeting.proposals_until)
    return Facts(title, **words, presence_days=until[0], proposals_days=until[1])


def _days_before(meeting: Meeting, until: datetime | None) -> int | None:
    return max(0, (meeting.starts_at - until) // timedelta(days=1)) if until else None


def _copy_agenda(meeting: Meeting, copy: Meeting) -> None:
    """What the support team laid out itself: its own items and the breaks, behind what every agenda begins with."""
    mine = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.state == "accepted")
    mine = mine.where(AgendaItem.proposed_by_id.is_(None), AgendaItem.kind.in_(("topic", "break")))
    for place, item in enumerate(db.session.scalars(mine.order_by(AgendaItem.position, AgendaItem.id)), start=3):
        names = ("kind", "title", "why", "minutes", "dimension_id", "leader")
        facts = {name: getattr(item, name) for name in names}
        db.session.add(AgendaItem(meeting_id=copy.id, state="accepted", position=place, **facts))


def _copy_workshops(meeting: Meeting, copy: Meeting) -> None:
    by = copy.starts - meeting.starts
    for one in db.session.scalars(select(Workshop).where(Workshop.meeting_id == meeting.id)):
        names = ("title", "description", "leader", "place", "capacity", "position")
        facts = {name: getattr(one, name) for name in names}
        db.session.add(Workshop(meeting_id=copy.id, starts=one.starts + by, ends=one.ends + by, **facts))
