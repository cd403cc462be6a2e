"""What the calendar is told of meetings: dates and places to all who may see them, to members their own answer too."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import g
from sqlalchemy import ColumnElement, Select, bindparam, literal_column, or_, select
from sqlalchemy.orm import contains_eager

from forum.calendar.entries import Entry, offer_entries, offer_next, offer_series
from forum.calendar.entries import Series as Choice
from forum.categories.queries import visible_ids
from forum.core.clock import now
from forum.core.db import db, read
from forum.core.i18n import gettext as _
from forum.core.i18n import lazy
from forum.meetings.entry import entry_of
from forum.meetings.models import Meeting, Presence, Series
from forum.meetings.queries.series import of_viewer

ANSWERED = {
    "yes": (lazy("Vous venez"), "ok"),
    "maybe": (lazy("Peut-être"), "warn"),
    "no": (lazy("Vous ne venez pas"), ""),
    "represented": (lazy("On vous représente"), "ok"),
}


def init() -> None:
    offer_entries(meetings_between)
    offer_series(series_of)
    offer_next(next_day)


def meetings_between(viewer: Any, first: date, last: date, series: str | None) -> list[Entry]:
    """In one query for visitors, in two for members."""
    begin, end = (datetime.combine(day, time()) for day in (first, last + timedelta(days=1)))
    wanted = _seen_by(viewer).where(Meeting.starts < end, Meeting.ends >= begin)
    if series:
        wanted = wanted.where(Series.slug == series)
    meetings = list(db.session.scalars(wanted.order_by(Meeting.starts_at)))
    given = _answers(viewer, meetings) if viewer.is_member and meetings else {}
    return [
        _answered(meeting, given.get(meeting.id)) if viewer.is_member else entry_of(meeting) for meeting in meetings
    ]


def series_of(viewer: Any) -> Iterable[Choice]:
    rows = db.session.execute(select(Series.slug, Series.name).where(of_viewer(viewer)).order_by(Series.name))
    return [Choice(*row) for row in rows]


def know_next_day(viewer: Any, day: date | None) -> None:
    """Spare this request the question: a page that has read the dates knows the answer."""
    g.next_meeting = (viewer.id, day)


def next_day(viewer: Any) -> date | None:
    """Every page asks."""
    known = g.get("next_meeting")
    if known and known[0] == viewer.id:
        return known[1]
    values = {"now": now(), "places": visible_ids(viewer) if viewer.is_member else []}
    starts = read(_SOONEST, values).scalar()
    return starts.date() if starts else None


def seen_by(places: Any) -> ColumnElement[bool]:
    """A condition: the series whose dates those see to whom the categories ``places`` are open."""
    return or_(Series.is_public, Series.category_id.in_(places))


# Built once, of tables: every page asks.
_SOONEST = (
    select(Meeting.__table__.c.starts)
    .select_from(Meeting.__table__.join(Series.__table__))
    .where(Meeting.__table__.c.state == literal_column("'scheduled'"), Meeting.__table__.c.ends_at > bindparam("now"))
    .where(seen_by(bindparam("places", expanding=True)))
    .order_by(Meeting.__table__.c.starts_at)
    .limit(1)
)


def _seen_by(viewer: Any) -> Select:
    wanted = select(Meeting).join(Meeting.series).options(contains_eager(Meeting.series)).where(of_viewer(viewer))
    return wanted.where(Meeting.state != "draft")


def _answers(viewer: Any, meetings: list[Meeting]) -> dict[int, Any]:
    mine = select(Presence.meeting_id, Presence.answer, Presence.ask_again).where(Presence.user_id == viewer.id)
    return {
        row.meeting_id: row for row in db.session.execute(mine.where(Presence.meeting_id.in_([m.id for m in meetings])))
    }


def _answered(meeting: Meeting, row: Any) -> Entry:
    """The entry with what the viewer said, or the question."""
    entry = entry_of(meeting)
    answer = row.answer if row else ""
    if answer and not (row.ask_again and meeting.takes_answers):
        words, tone = ANSWERED[answer]
        return replace(entry, mine=str(words), mine_tone=tone)
    if meeting.takes_answers:
        return replace(entry, action=_("Confirmer") if answer else _("Répondre"), action_url=f"{meeting.url}#presence")
    return entry
