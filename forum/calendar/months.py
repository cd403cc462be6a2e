"""A month as a grid of weeks, and what stands in its days."""

import re
from calendar import Calendar
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from forum.calendar.entries import Entry
from forum.core.clock import YEARS

FIRST, LAST = YEARS[0], YEARS[-1]
_TYPED = re.compile(r"([0-9]{4})-([0-9]{2})")


class Day(NamedTuple):
    date: date
    is_outside: bool  # of the month that is shown
    entries: tuple[Entry, ...]


class Month(NamedTuple):
    first: date
    weeks: tuple[tuple[Day, ...], ...]
    entries: tuple[Entry, ...]  # those that begin in it

    @property
    def key(self) -> str:
        """« 2026-11 », as addresses say it."""
        return key_of(self.first)


def month_typed(typed: str, today: date) -> date:
    """The first day of the month that an address names; of this one when it names none."""
    match = _TYPED.fullmatch(typed)
    if match and FIRST <= int(match[1]) <= LAST and 1 <= int(match[2]) <= 12:
        return date(int(match[1]), int(match[2]), 1)
    return today.replace(day=1)


def year_typed(typed: str, today: date) -> int:
    return int(typed) if re.fullmatch(r"[0-9]{4}", typed) and FIRST <= int(typed) <= LAST else today.year


def key_of(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def later(first: date, months: int) -> date:
    """The first day of the month so many months later (earlier when negative)."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


@lru_cache(maxsize=256)
def bounds(first: date) -> tuple[date, date]:
    """The first and the last day that the grid of the month shows."""
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return weeks[0][0], weeks[-1][-1]


def grid(first: date, entries: Iterable[Entry]) -> Month:
    """The weeks of the month, Monday first, with the days before and after that fill them."""
    by_day = _by_day(entries)
    made = lambda day: Day(day, day.month != first.month, tuple(by_day.get(day, ())))  # noqa: E731
    weeks = tuple(tuple(map(made, week)) for week in Calendar().monthdatescalendar(first.year, first.month))
    begun = (one for one in entries if (one.day.year, one.day.month) == (first.year, first.month))
    return Month(first, weeks, tuple(begun))


def _by_day(entries: Iterable[Entry]) -> dict[date, list[Entry]]:
    """An entry of several days stands in each of them."""
    found: dict[date, list[Entry]] = {}
    for entry in entries:
        for number in range((entry.last_day - entry.day).days + 1):
            found.setdefault(entry.day + timedelta(days=number), []).append(entry)
    return found
