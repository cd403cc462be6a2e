"""One event, for one reader: a public download, an invitation, its cancellation."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forum.calendar.entries import Entry
from forum.calendar.ical.event import Organizer, address, event, ourselves
from forum.calendar.ical.zone import paris
from forum.core.clock import now

if TYPE_CHECKING:
    from icalendar import Calendar

MAKER = "-//Intersession//Calendrier//FR"


def download(entry: Entry) -> str:
    """The event for whoever takes it: METHOD:PUBLISH, nobody named."""
    return _message("PUBLISH", entry, None, ourselves())


def invitation(entry: Entry, person: Any, organizer: Organizer | None = None, partstat: str = "ACCEPTED") -> str:
    """The event in the calendar of ``person`` (``email``, ``display_name``), the only attendee it names.

    No answer is asked for by the calendar itself (RSVP=FALSE): people answer on the site. ``entry.sequence`` must be
    higher than that of the message before (``forum.calendar.sends`` sees to it).
    """
    return _message("REQUEST", entry, person, organizer or ourselves(), partstat)


def cancellation(entry: Entry, person: Any, organizer: Organizer | None = None) -> str:
    """Takes the event out of the calendar of ``person``: it is cancelled, or they do not come any more."""
    gone = replace(entry, state="cancelled")
    return _message("CANCEL", gone, person, organizer or ourselves(), "DECLINED")


def calendar(method: str = "") -> "Calendar":
    """A calendar with nothing in it yet but the zone of its dates."""
    from icalendar import Calendar  # its eighty modules are for who asks for a calendar, not for each start

    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", MAKER)
    made.add("calscale", "GREGORIAN")
    if method:
        made.add("method", method)
    made.add_component(paris())
    return made


def written(made: "Calendar") -> str:
    return made.to_ical().decode()


def _message(method: str, entry: Entry, person: Any, organizer: Organizer, partstat: str = "") -> str:
    made, one = calendar(method), event(entry, stamp=now())
    one.add("organizer", address(organizer.name, organizer.email))
    if person is not None:
        who = address(person.display_name, person.email, CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT")
        who.params.update(PARTSTAT=partstat, RSVP="FALSE")
        one.add("attendee", who)
    made.add_component(one)
    return written(made)
