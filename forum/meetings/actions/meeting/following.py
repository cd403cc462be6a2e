"""Workshops follow their meeting to its new times, or say that they do not fit there."""

from datetime import timedelta

from sqlalchemy import select

from forum.calendar.times import Span, instant_of
from forum.core.db import db
from forum.core.i18n import clocktime, gettext, lazy
from forum.meetings.models import Meeting, Workshop


class WorkshopsOutside(Exception):
    """Some workshops would lie outside the meeting; ``at_start``: before it begins, else after its end."""

    def __init__(self, workshops: list[Workshop], at_start: bool):
        self.at_start = at_start
        found = ", ".join(_named(one) for one in workshops)
        self.sentence = lazy("Ateliers en dehors de la réunion : %(names)s. Changez d’abord leur heure.", names=found)
        super().__init__(found)

    def __str__(self) -> str:
        return str(self.sentence)


def _named(workshop: Workshop) -> str:
    hours = " – ".join(clocktime(instant_of(wall)) for wall in (workshop.starts, workshop.ends))
    return gettext("« %(title)s » (%(hours)s)", title=workshop.title, hours=hours)


def shift_to(meeting: Meeting, span: Span) -> timedelta:
    """By how much the workshops move when the held meeting takes place at ``span``.

    A meeting that moves whole takes them along. One that begins or ends at another hour, longer or shorter, leaves them
    at their hours of its day: WorkshopsOutside names those it has no time for any more.
    """
    if span.ends - span.starts == meeting.ends - meeting.starts:
        return span.starts - meeting.starts
    by = timedelta(days=(span.starts.date() - meeting.day).days)
    all_of_them = workshops_of(meeting)
    early = [one for one in all_of_them if one.starts + by < span.starts]
    if outside := early or [one for one in all_of_them if one.ends + by > span.ends]:
        raise WorkshopsOutside(outside, at_start=bool(early))
    return by


def shift(meeting: Meeting, by: timedelta) -> None:
    """Move the workshops; who is writing about one of them is told that it changed."""
    if by:
        for one in workshops_of(meeting):
            one.starts, one.ends, one.version = one.starts + by, one.ends + by, one.version + 1


def workshops_of(meeting: Meeting) -> list[Workshop]:
    rows = select(Workshop).filter_by(meeting_id=meeting.id).order_by(Workshop.starts, Workshop.id)
    return list(db.session.scalars(rows, execution_options={"populate_existing": True}))
