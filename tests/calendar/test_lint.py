"""The linter of the tests sees each fault, put into what we write by hand."""

from types import SimpleNamespace

import pytest

from forum.calendar.ical import cancellation, download, feed, invitation
from tests.calendar.dates import make_entry
from tests.calendar.lint import faults, faults_of_bytes

NADIA = SimpleNamespace(display_name="Nadia Ferrand", email="nadia@trois-ponts.example")


def swapped(old: str, new: str):
    def mutate(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return mutate


def moved_into_the_event(line: str):
    begin = "BEGIN:VEVENT\r\n"
    return lambda text: swapped(begin, begin + line)(swapped(line, "")(text))


SOMEONE = "ATTENDEE;CN=B;RSVP=FALSE;PARTSTAT=ACCEPTED:mailto:b@x.example"
MUTATIONS = {
    "line feeds alone": ("invitation", lambda text: text.replace("\r\n", "\n")),
    "one line feed": ("feed", swapped("\r\nBEGIN:VEVENT", "\nBEGIN:VEVENT")),
    "an empty line": ("invitation", swapped("BEGIN:VEVENT", "\r\nBEGIN:VEVENT")),
    "an empty line at the end": ("download", lambda text: text + "\r\n"),
    "a long line": ("download", lambda text: text.replace("\r\n ", "")),
    "a control character": ("download", swapped("PRODID:", "PRODID:\x07")),
    "no version": ("download", swapped("VERSION:2.0\r\n", "")),
    "METHOD in the event": ("invitation", moved_into_the_event("METHOD:REQUEST\r\n")),
    "METHOD in a feed": ("feed", swapped("VERSION:2.0\r\n", "VERSION:2.0\r\nMETHOD:REQUEST\r\n")),
    "METHOD twice": ("invitation", swapped("METHOD:REQUEST\r\n", "METHOD:REQUEST\r\nMETHOD:REQUEST\r\n")),
    "no method": ("invitation", swapped("METHOD:REQUEST\r\n", "")),
    "no zone": ("feed", lambda text: text.partition("BEGIN:VTIMEZONE")[0] + text.partition("END:VTIMEZONE\r\n")[2]),
    "a zone by dates": ("feed", swapped("RRULE:", "RDATE:19700329T020000\r\nRRULE:")),
    "nobody invited": ("invitation", swapped("ATTENDEE;", "X-NOBODY;")),
    "everybody invited": ("invitation", swapped("ATTENDEE;", f"{SOMEONE}\r\nATTENDEE;")),
    "people in a download": ("download", swapped("ORGANIZER;", "ATTENDEE:mailto:b@x.example\r\nORGANIZER;")),
    "no organizer": ("invitation", swapped("ORGANIZER;", "X-NOBODY;")),
    "an answer asked for": ("invitation", swapped("RSVP=FALSE", "RSVP=TRUE")),
    "not said to come": ("invitation", swapped("PARTSTAT=ACCEPTED", "PARTSTAT=TENTATIVE")),
    "somebody without address": ("invitation", swapped("mailto:intersession@localhost", "mailto:intersession")),
    "no sequence": ("invitation", swapped("SEQUENCE:0\r\n", "")),
    "no uid": ("download", swapped("UID:", "X-UID:")),
    "a living cancellation": ("cancellation", swapped("STATUS:CANCELLED", "STATUS:CONFIRMED")),
    "a dead invitation": ("invitation", swapped("STATUS:CONFIRMED", "STATUS:CANCELLED")),
    "cut at the end": ("feed", lambda text: text.removesuffix("END:VCALENDAR\r\n")),
}  # fmt: skip


@pytest.fixture
def calendars(app):
    entry = make_entry(title="Réunion " + "é" * 60)
    with app.test_request_context():
        yield {
            "download": download(entry),
            "invitation": invitation(entry, NADIA),
            "cancellation": cancellation(entry, NADIA),
            "feed": feed([entry], "Agenda"),
        }


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_fault_is_seen(calendars, name):
    kind, mutate = MUTATIONS[name]
    assert faults(calendars[kind]) == []
    assert faults(mutate(calendars[kind]))


def test_a_character_cut_in_two_is_seen(calendars):
    broken = calendars["download"].encode().replace(b"\xc3\xa9", b"\xc3\r\n \xa9", 1)
    assert "a character cut in two" in list(faults_of_bytes(broken))
