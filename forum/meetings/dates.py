"""What the calendar is told of meetings: dates and places to all who may see them, to members their own answer too.

Every page asks for the next day, and the front page for the next dates: statements are built once, and read plain rows.
What is the same for many is kept until a meeting or a series changes.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from flask import g
from sqlalchemy import ColumnElement, Select, bindparam, or_, select

from forum.calendar.entries import Entry, offer_entries, offer_next, offer_series
from forum.calendar.entries import Series as Choice
from forum.categories.queries import visible_ids
from forum.core.clock import now
from forum.core.db import Instant, read
from forum.core.i18n import gettext as _
from forum.core.i18n import lazy
from forum.core.stamps import EVERYWHERE, kept, watch
from forum.meetings.models import Meeting, Presence, Series
from forum.topics.queries.unread import PLACES

MEETINGS, SERIES, PRESENCES = Meeting.__table__, Series.__table__, Presence.__table__
ANSWERED = {
    "yes": (lazy("Vous venez"), "ok"),
    "maybe": (lazy("Peut-être"), "warn"),
    "no": (lazy("Vous ne venez pas"), ""),
    "represented": (lazy("On vous représente"), "ok"),
}
SAME = (  # what an entry says as the row does
    "uid", "title", "starts", "ends", "starts_at", "ends_at", "zone", "modified_at", "place", "address", "state",
    "sequence", "cancelled_at",
)  # fmt: skip


for _kind in (Meeting, Series):
    watch(_kind, lambda _row: EVERYWHERE)


def init() -> None:
    offer_entries(meetings_between)
    offer_series(series_of)
    offer_next(next_day)


def meetings_between(viewer: Any, first: date, last: date, series: str | None) -> list[Entry]:
    """In one query, the viewer's answer included; whoever is no member sees the same as all others."""
    if viewer.is_member:
        return _between(viewer, first, last, series)
    return kept(("dates", first, last, series), lambda: _between(viewer, first, last, series))


def _between(viewer: Any, first: date, last: date, series: str | None) -> list[Entry]:
    begin, end = (datetime.combine(day, time()) for day in (first, last + timedelta(days=1)))
    known = {"places": _places(viewer), "begin": begin, "end": end, "reader": viewer.id, "series": series}
    rows = read(_dates(viewer.is_member, series is not None), known)
    return [_entry(row, viewer.is_member) for row in rows]


def series_of(viewer: Any) -> Iterable[Choice]:
    places = _places(viewer)
    return kept(("series", *places), lambda: [Choice(*row) for row in read(_series(), {"places": places})])


def know_next_day(viewer: Any, day: date | None) -> None:
    """Spare this request the question: a page that has read the dates knows the answer."""
    g.next_meeting = (viewer.id, day)


def next_day(viewer: Any) -> date | None:
    """Every page asks. What lies ahead is kept for a day, in which some of it may pass."""
    known = g.get("next_meeting")
    if known and known[0] == viewer.id:
        return known[1]
    places, at = _places(viewer), now()
    ahead = kept(("ahead", at.date()), lambda: _ahead(at.replace(hour=0, minute=0, second=0, microsecond=0)))
    mine = (starts for public, place, starts, ends_at in ahead if ends_at > at and (public or place in places))
    return min(mine, default=None)


def _ahead(since: datetime) -> list[tuple[bool, int, date, datetime]]:
    rows = read(_scheduled(), {"since": since})
    return [(public, place, starts.date(), ends_at) for public, place, starts, ends_at in rows]


def seen_by(places: Any) -> ColumnElement[bool]:
    """A condition: the series whose dates those see to whom the categories ``places`` are open."""
    return or_(Series.is_public, Series.category_id.in_(places))


def _places(viewer: Any) -> list[int]:
    return visible_ids(viewer) if viewer.is_member else []


@lru_cache
def _dates(with_answers: bool, of_one_series: bool) -> Select:
    at, of = MEETINGS.c, SERIES.c
    columns = [at.id, *(at[name] for name in SAME), of.slug, of.name, at.presence_until]
    rows = MEETINGS.join(SERIES, of.id == at.series_id)
    if with_answers:
        mine = (PRESENCES.c.meeting_id == at.id) & (PRESENCES.c.user_id == bindparam("reader"))
        rows, columns = rows.outerjoin(PRESENCES, mine), [*columns, PRESENCES.c.answer, PRESENCES.c.ask_again]
    wanted = select(*columns).select_from(rows).where(seen_by(PLACES), at.state != "draft")
    wanted = wanted.where(at.starts < bindparam("end"), at.ends >= bindparam("begin"))
    if of_one_series:
        wanted = wanted.where(of.slug == bindparam("series"))
    return wanted.order_by(at.starts_at)


@lru_cache
def _series() -> Select:
    return select(SERIES.c.slug, SERIES.c.name).where(seen_by(PLACES)).order_by(SERIES.c.name)


@lru_cache
def _scheduled() -> Select:
    """By category, of which those that the viewer sees are picked: their keys would be many parameters."""
    at = MEETINGS.c
    rows = MEETINGS.join(SERIES, SERIES.c.id == at.series_id)
    soon = select(SERIES.c.is_public, SERIES.c.category_id, at.starts, at.ends_at).select_from(rows)
    return soon.where(at.state == "scheduled", at.ends_at > bindparam("since", type_=Instant))


def _entry(row: Any, is_member: bool) -> Entry:
    """The entry; with what the viewer said, or the question."""
    facts = dict(zip(SAME, row[1 : len(SAME) + 1], strict=True))
    if is_member:
        facts |= _said(row)
    url, names = f"/reunions/{row.id}", {"series_slug": row.slug, "series_name": row.name}
    return Entry(kind="meeting", key=row.id, url=url, **facts, **names)


def _said(row: Any) -> dict[str, str]:
    takes_answers = row.state == "scheduled" and now() < min(row.presence_until or row.starts_at, row.starts_at)
    if row.answer and not (row.ask_again and takes_answers):
        words, tone = ANSWERED[row.answer]
        return {"mine": str(words), "mine_tone": tone}
    if takes_answers:
        asked = _("Confirmer") if row.answer else _("Répondre")
        return {"action": asked, "action_url": f"/reunions/{row.id}#presence"}
    return {}
