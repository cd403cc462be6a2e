"""All the dates of one reader, as calendars come back for them."""

from collections.abc import Iterable
from datetime import timedelta

from forum.calendar.entries import Entry
from forum.calendar.ical.event import event, one_line
from forum.calendar.ical.messages import calendar, written
from forum.core.clock import now

KEPT = timedelta(days=90)  # a cancelled event must still be read by calendars that come back rarely
AGAIN = timedelta(hours=4)


def feed(entries: Iterable[Entry], name: str) -> str:
    """The entries under ``name``; without METHOD, and the same as long as they are the same (ETag)."""
    made = calendar()
    made.add("name", one_line(name))
    made.add("x-wr-calname", one_line(name))
    made.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT4H")
    for entry in entries:
        if is_told(entry):
            made.add_component(event(entry, stamp=entry.modified_at))
    return written(made)


def is_told(entry: Entry) -> bool:
    """Is it still of use to calendars? Everything but what was cancelled long ago."""
    return not (entry.is_cancelled and entry.cancelled_at and entry.cancelled_at < now() - KEPT)
