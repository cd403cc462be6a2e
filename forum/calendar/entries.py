"""What stands in the calendar: the rooms above offer it, this room shows it.

offer_entries(source)     # source(viewer, first, last, series) -> list[Entry]: what this viewer may see, days included
offer_series(source)      # source(viewer) -> list[Series]: what the calendar may be narrowed to
offer_next(source)        # source(viewer) -> date | None: the day of the next one; every page asks, so one quick query
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Entry:
    """One date, as a viewer may see it. ``starts`` and ``ends`` are wall times in ``zone``; ``…_at`` are instants."""

    uid: str  # the row's for ever: the same in mail, feed and download
    kind: str  # « meeting », « training »
    key: int  # its number in its own room
    title: str
    starts: datetime
    ends: datetime
    starts_at: datetime
    ends_at: datetime
    url: str  # the path of its page
    modified_at: datetime
    zone: str = "Europe/Paris"
    place: str = ""
    address: str = ""
    series_slug: str = ""
    series_name: str = ""
    state: str = "scheduled"  # scheduled, held, closed, cancelled
    sequence: int = 0  # rises when time, place or state change, and only then
    cancelled_at: datetime | None = None
    description: str = ""
    colour: str = "prune"
    note: str = ""  # « 21 participants », « Complet »
    mine: str = ""  # the viewer's own answer in words
    mine_tone: str = "ok"  # « ok », « warn », or nothing
    action: str = ""  # what the viewer can do there, as a button says it: « Répondre »
    action_url: str = ""

    @property
    def is_cancelled(self) -> bool:
        return self.state == "cancelled"

    @property
    def day(self) -> date:
        return self.starts.date()

    @property
    def last_day(self) -> date:
        return self.ends.date()

    def with_sequence(self, sequence: int) -> "Entry":
        return replace(self, sequence=sequence)


class Series(NamedTuple):
    slug: str
    name: str


EntrySource = Callable[[Any, date, date, str | None], Iterable[Entry]]
_entries: list[EntrySource] = []
_series: list[Callable[[Any], Iterable[Series]]] = []
_next: list[Callable[[Any], date | None]] = []


def offer_entries(source: EntrySource) -> EntrySource:
    """Show in the calendar what ``source(viewer, first, last, series)`` gives: the entries that touch these days."""
    if source not in _entries:
        _entries.append(source)
    return source


def offer_series(source: Callable[[Any], Iterable[Series]]) -> Callable[[Any], Iterable[Series]]:
    """Let the calendar be narrowed to the series that ``source(viewer)`` gives."""
    if source not in _series:
        _series.append(source)
    return source


def offer_next(source: Callable[[Any], date | None]) -> Callable[[Any], date | None]:
    """Show in the navigation of every page the day that ``source(viewer)`` gives."""
    if source not in _next:
        _next.append(source)
    return source


def entries(viewer: Any, first: date, last: date, series: str | None = None) -> list[Entry]:
    """What ``viewer`` may see from ``first`` to ``last``, both included, in the order of time."""
    found = [entry for source in _entries for entry in source(viewer, first, last, series)]
    return sorted(found, key=lambda entry: (entry.starts_at, entry.kind, entry.key))


def series(viewer: Any) -> list[Series]:
    """The series that the calendar may be narrowed to, by name, each once."""
    return sorted({one for source in _series for one in source(viewer)}, key=lambda one: one.name.casefold())


def next_day(viewer: Any) -> date | None:
    """The day of the next date that ``viewer`` may see."""
    return min((day for source in _next if (day := source(viewer))), default=None)
