"""Entries for the tests of this room, and a source that offers them."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from forum.calendar.entries import Entry, Series
from forum.calendar.times import instant_of
from forum.core.clock import now
from tests.makers import number


def make_entry(starts: datetime = datetime(2031, 3, 12, 10, 0), **facts: Any) -> Entry:
    """A meeting of six hours and a half at Carcassonne; ``starts`` is what the wall clock shows."""
    n = number()
    ends = facts.pop("ends", starts + timedelta(hours=6, minutes=30))
    defaults = {
        "uid": f"reunion-{n}@essais.example",
        "kind": "meeting",
        "key": n,
        "title": "Réunion du COOP",
        "starts": starts,
        "ends": ends,
        "starts_at": instant_of(starts),
        "ends_at": instant_of(ends),
        "url": f"/reunions/{n}",
        "modified_at": now(),
        "place": "Carcassonne",
        "series_slug": "coop",
        "series_name": "COOP",
    }
    return Entry(**defaults | facts)


def moved(entry: Entry, starts: datetime) -> Entry:
    """The entry at another time, as its room would tell it."""
    ends = starts + (entry.ends - entry.starts)
    at = {"starts_at": instant_of(starts), "ends_at": instant_of(ends), "modified_at": now()}
    return replace(entry, starts=starts, ends=ends, sequence=entry.sequence + 1, **at)


def called_off(entry: Entry) -> Entry:
    at = now()
    return replace(entry, state="cancelled", cancelled_at=at, modified_at=at, sequence=entry.sequence + 1)


@dataclass
class Source:
    """What a room above would offer; ``only`` names who sees an entry, by its key."""

    entries: list[Entry] = field(default_factory=list)
    only: dict[int, Any] = field(default_factory=dict)

    def add(self, starts: datetime = datetime(2031, 3, 12, 10, 0), only: Any = None, **facts: Any) -> Entry:
        entry = make_entry(starts, **facts)
        self.entries.append(entry)
        if only is not None:
            self.only[entry.key] = only
        return entry

    def replace(self, entry: Entry) -> None:
        self.entries = [entry if one.key == entry.key else one for one in self.entries]

    def __call__(self, viewer: Any, first: date, last: date, series: str | None) -> list[Entry]:
        return [
            one
            for one in self.entries
            if one.day <= last
            and one.last_day >= first
            and series in (None, one.series_slug)
            and (one.key not in self.only or self.only[one.key].id == viewer.id)
        ]

    def series(self, _viewer: Any) -> list[Series]:
        return [Series(one.series_slug, one.series_name) for one in self.entries if one.series_slug]

    def next_day(self, viewer: Any) -> date | None:
        coming = self(viewer, now().date(), now().date() + timedelta(days=366), None)
        return next((one.day for one in sorted(coming, key=lambda one: one.starts_at) if not one.is_cancelled), None)
