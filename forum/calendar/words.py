"""Dates as the calendar says them: months, days, spans. Walls are naive, instants are shown as Paris reads them."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel import dates

from forum.calendar.times import wall_of
from forum.core.clock import today
from forum.core.i18n import _, clocktime, locale_name

NBSP = "\u00a0"


def span(starts_at: datetime, ends_at: datetime) -> str:
    """« 16 février de 10 h à 16 h 30 »; over several days « 16 février à 10 h au 17 février à 12 h »."""
    first, last = wall_of(starts_at).date(), wall_of(ends_at).date()
    times = {"start": clocktime(starts_at), "end": clocktime(ends_at)}
    if first == last:
        return _("%(day)s de %(start)s à %(end)s", day=day(first), **times)
    return _("%(day)s à %(start)s, jusqu’au %(last)s à %(end)s", day=day(first), last=day(last), **times)


def extent(entry: Any) -> str:
    """« 10 h – 16 h 30 »; of an entry of several days the last one."""
    if entry.day != entry.last_day:
        return _("jusqu’au %(day)s", day=day(entry.last_day))
    return f"{clocktime(entry.starts_at)} – {clocktime(entry.ends_at)}"


def away(one: date) -> str:
    """« aujourd’hui », « demain », « dans 27 jours »."""
    days = (one - today()).days
    if days <= 0:
        return _("aujourd’hui")
    return _("demain") if days == 1 else _("dans %(num)s jours", num=days)


def day(one: date) -> str:
    """« 16 février », « 1er mars », with the year when it is another one."""
    pattern = "d MMMM" if one.year == today().year else "d MMMM y"
    return _first(one, _written(pattern, one)).replace(" ", NBSP)


def listed_day(one: date) -> str:
    """« 16 février », and « 16 févr. 2022 » where the year is another one: both fit a column."""
    return day(one) if one.year == today().year else _first(one, _written("d MMM y", one)).replace(" ", NBSP)


def short_day(one: date) -> str:
    """« 16 févr. »."""
    return _first(one, _written("d MMM", one)).replace(" ", NBSP)


def full_day(one: date) -> str:
    """« mercredi 16 février 2022 »."""
    return _first(one, _written("EEEE d MMMM y", one))


def weekday(one: date) -> str:
    return _written("EEEE", one)


def weekday_short(one: date) -> str:
    return _written("EEE", one)


def weekday_initial(one: date) -> str:
    return _written("EEEEE", one)


def month(one: date) -> str:
    """« Février 2022 »."""
    words = _written("LLLL y", one)
    return words[:1].upper() + words[1:]


def month_in_text(one: date) -> str:
    """« février 2022 », inside a sentence."""
    return _written("LLLL y", one)


def month_name(one: date) -> str:
    return _written("LLLL", one)


def _written(pattern: str, one: date) -> str:
    return _formatted(pattern, one, locale_name())


@lru_cache(maxsize=4096)
def _formatted(pattern: str, one: date, locale: str) -> str:
    """Babel takes its time over a date, and a month names the same ones again and again."""
    return dates.format_date(one, pattern, locale=locale)


def _first(one: date, words: str) -> str:
    """The first of a month is « 1er » in French."""
    if one.day != 1 or locale_name() != "fr":
        return words
    return "".join((words[:at], "1er", words[at + 1 :])) if (at := words.find("1 ")) >= 0 else words
