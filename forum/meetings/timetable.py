"""When each item of an agenda begins: at the end of the one before it. And whether the day is long enough."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from forum.calendar.times import wall_of
from forum.calendar.words import day
from forum.core.i18n import _, clocktime
from forum.meetings.models import AgendaItem, Meeting

NBSP = "\u00a0"


@dataclass(frozen=True)
class Line:
    """One item with its hours (instants)."""

    item: AgendaItem
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Timetable:
    """``minutes`` is what all items take, ``over`` how many of them lie past the meeting's end."""

    lines: tuple[Line, ...]
    ends_at: datetime
    minutes: int
    over: int


def timetable(meeting: Meeting, items: Iterable[AgendaItem]) -> Timetable:
    """The accepted ``items``, in their order, from the beginning of the meeting."""
    lines, at = [], meeting.starts_at
    for item in items:
        lines.append(Line(item, at, at + timedelta(minutes=item.minutes)))
        at = lines[-1].ends_at
    return Timetable(tuple(lines), at, _minutes(at - meeting.starts_at), max(0, _minutes(at - meeting.ends_at)))


def overrun(meeting: Meeting, table: Timetable) -> str:
    """« L’ordre du jour finit à 17 h 10, soit 40 min après la fin prévue. »; empty when it fits."""
    if not table.over:
        return ""
    last = wall_of(table.ends_at, meeting.zone).date()
    times = {"time": clocktime(table.ends_at), "over": lasting(table.over)}
    if last == meeting.day:
        return _("L’ordre du jour finit à %(time)s, soit %(over)s après la fin prévue.", **times)
    return _(
        "L’ordre du jour dure %(whole)s : il finit le %(day)s à %(time)s, soit %(over)s après la fin prévue.",
        whole=lasting(table.minutes),
        day=day(last),
        **times,
    )


def lasting(minutes: int) -> str:
    """« 15 min », « 1 h 45 », « 30 h »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(num)s min", num=rest)
    whole = _("%(num)s h", num=hours)
    return f"{whole}{NBSP}{rest:02}" if rest else whole


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)
