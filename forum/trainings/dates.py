"""What the calendar is told of sessions: dates and places to everybody, to members how they stand there.

Every page asks for the next day, and the front page for the next dates: statements are built once, and read plain rows.
What is the same for all is kept until a training or a session changes.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, select

from forum.calendar.entries import Entry, offer_entries, offer_next, offer_series
from forum.calendar.entries import Series as Choice
from forum.core.clock import now
from forum.core.db import Instant, read, table_of
from forum.core.i18n import gettext as _
from forum.core.i18n import lazy
from forum.core.stamps import EVERYWHERE, kept, watch
from forum.trainings.entry import SERIES, looks, page_of, state_of
from forum.trainings.models import Registration, Training, TrainingSession
from forum.trainings.models.registration import LIVE

TRAININGS, SESSIONS, REGISTRATIONS = table_of(Training), table_of(TrainingSession), table_of(Registration)
MINE = {
    "confirmed": (lazy("Place réservée"), "ok"),
    "pending": (lazy("Place retenue"), "warn"),
    "waitlisted": (lazy("Liste d’attente"), "warn"),
}
SAME = (  # what an entry says as the row does
    "uid", "starts", "ends", "starts_at", "ends_at", "zone", "modified_at", "address", "sequence", "cancelled_at",
)  # fmt: skip
KNOWN = (*SAME, "state", "venue", "city", "opens_at", "closes_at")


for _kind in (Training, TrainingSession):
    watch(_kind, lambda _row: EVERYWHERE)


def init() -> None:
    offer_entries(sessions_between)
    offer_series(series_of)
    offer_next(next_day)


def sessions_between(viewer: Any, first: date, last: date, series: str | None) -> list[Entry]:
    """In one query, how the viewer stands there included."""
    if series not in (None, SERIES):
        return []
    begin, end = (datetime.combine(day, time()) for day in (first, last + timedelta(days=1)))
    if viewer.is_authenticated:
        known = {"begin": begin, "end": end, "reader": viewer.id}
        return [_entry(row, True) for row in read(_dates(True), known)]
    rows = kept(("sessions", first, last), lambda: read(_dates(False), {"begin": begin, "end": end}).all())
    return [_entry(row, False) for row in rows]


def series_of(_viewer: Any) -> Iterable[Choice]:
    """All trainings are one series, once there is a date of one."""
    there_are = kept("sessions", lambda: read(_any()).first() is not None)
    return [Choice(SERIES, _("Formations"))] if there_are else []


def next_day(_viewer: Any) -> date | None:
    """Every page asks."""
    return next((starts.date() for starts in ahead()), None)


def ahead() -> list[datetime]:
    """When the sessions begin that are not over. What lies ahead is kept for a day, in which some of it may pass."""
    at = now()
    since = {"since": at.replace(hour=0, minute=0, second=0, microsecond=0)}
    known = kept(("sessions ahead", at.date()), lambda: read(_ahead(), since).all())
    return [starts for starts, ends_at in known if ends_at > at]


@lru_cache
def _dates(with_mine: bool) -> Select:
    at, of = SESSIONS.c, TRAININGS.c
    columns = [at.id, of.slug, of.title, of.state.label("training_state"), *(at[name] for name in KNOWN)]
    rows = SESSIONS.join(TRAININGS, of.id == at.training_id)
    if with_mine:
        mine = REGISTRATIONS.c
        is_mine = and_(mine.session_id == at.id, mine.user_id == bindparam("reader"), mine.state.in_(LIVE))
        rows, columns = rows.outerjoin(REGISTRATIONS, is_mine), [*columns, mine.state.label("mine")]
    wanted = select(*columns).select_from(rows).where(of.state != "draft", at.state != "draft")
    return wanted.where(at.starts < bindparam("end"), at.ends >= bindparam("begin")).order_by(at.starts_at, at.id)


@lru_cache
def _any() -> Select:
    at, of = SESSIONS.c, TRAININGS.c
    rows = SESSIONS.join(TRAININGS, of.id == at.training_id)
    return select(at.id).select_from(rows).where(of.state != "draft", at.state != "draft").limit(1)


@lru_cache
def _ahead() -> Select:
    at, of = SESSIONS.c, TRAININGS.c
    rows = SESSIONS.join(TRAININGS, of.id == at.training_id)
    soon = select(at.starts, at.ends_at).select_from(rows).where(at.ends_at > bindparam("since", type_=Instant))
    return soon.where(at.state.in_(("open", "closed")), of.state != "draft").order_by(at.starts_at)


def _entry(row: Any, is_signed_in: bool) -> Entry:
    facts: dict[str, Any] = {name: getattr(row, name) for name in SAME} | _said(row, is_signed_in) | looks()
    place = ", ".join(filter(None, (row.venue, row.city)))
    url, state = page_of(row.slug, row.id), state_of(row)
    return Entry(kind="training", key=row.id, title=row.title, url=url, place=place, state=state, **facts)


def _said(row: Any, is_signed_in: bool) -> dict[str, str]:
    """How the viewer stands there, or how to register."""
    if is_signed_in and row.mine in MINE:
        words, tone = MINE[row.mine]
        return {"mine": str(words), "mine_tone": tone}
    is_open = row.state == "open" and (row.opens_at is None or row.opens_at <= now())
    if is_open and row.training_state == "published" and now() < min(row.closes_at or row.starts_at, row.starts_at):
        return {"action": _("S’inscrire"), "action_url": f"/formations/{row.slug}/inscription?session={row.id}"}
    return {}
