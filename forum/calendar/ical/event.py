"""An entry as a VEVENT."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from forum.calendar.entries import Entry
from forum.calendar.times import PARIS
from forum.core.i18n import _
from forum.core.mail.delivery import sender
from forum.core.settings import SITE_NAME
from forum.core.urls import with_host

if TYPE_CHECKING:
    from icalendar import Event, vCalAddress


class Organizer(NamedTuple):
    name: str
    email: str


def ourselves() -> Organizer:
    """Who sends our mails: an answer to an invitation must reach a box that somebody reads."""
    return Organizer(SITE_NAME.value, sender())


def event(entry: Entry, stamp: datetime) -> "Event":
    """The entry without the people: what a feed, a download and a mail have in common."""
    from icalendar import Event

    made = Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", stamp)
    made.add("dtstart", _time(entry, entry.starts, entry.starts_at))
    made.add("dtend", _time(entry, entry.ends, entry.ends_at))
    made.add("summary", _summary(entry))
    for name, text in (("location", _location(entry)), ("description", _description(entry))):
        if text:
            made.add(name, text)
    made.add("url", with_host(entry.url))
    made.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    made.add("sequence", entry.sequence)
    made.add("last-modified", entry.modified_at)
    return made


def address(name: str, email: str, **parameters: str) -> "vCalAddress":
    """Someone, as calendars name people."""
    from icalendar import vCalAddress

    who = vCalAddress(f"mailto:{email}")
    who.params["CN"] = one_line(name).replace('"', "’")
    who.params.update(parameters)
    return who


def plain(text: str) -> str:
    """``text`` without what breaks lines in some reader or has no place in a text: every break is a newline."""
    one_break = _BREAKS.sub("\n", text.encode("utf-8", "ignore").decode())
    return _CONTROLS.sub("", one_break)


def one_line(text: str) -> str:
    return plain(text).replace("\n", " ")


_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def _time(entry: Entry, wall: datetime, instant: datetime) -> datetime:
    """Wall time with its zone, the one whose rules we write; elsewhere the instant."""
    return wall.replace(tzinfo=ZoneInfo(PARIS)) if entry.zone == PARIS else instant


def _summary(entry: Entry) -> str:
    title = one_line(entry.title)
    return _("Annulation : %(title)s", title=title) if entry.is_cancelled else title


def _location(entry: Entry) -> str:
    return ", ".join(plain(part).strip().replace("\n", ", ") for part in (entry.place, entry.address) if part)


def _description(entry: Entry) -> str:
    return "\n\n".join(part for part in (plain(entry.description).strip(), with_host(entry.url)) if part)
