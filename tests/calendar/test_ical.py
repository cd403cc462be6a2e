"""What we write is read alike by five readers, and keeps the rules that calendars are strict about."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.calendar.ical import cancellation, download, feed, invitation
from forum.calendar.ical.event import one_line, plain
from tests.calendar.dates import called_off, make_entry
from tests.calendar.lint import faults, unfolded
from tests.calendar.readers import Node, icalendar_events, ics_events, vobject_events

pytestmark = pytest.mark.usefixtures("in_a_request")

NADIA = SimpleNamespace(display_name="Nadia Ferrand", email="nadia@trois-ponts.example")
WRITERS = {
    "download": download,
    "invitation": lambda entry: invitation(entry, NADIA),
    "cancellation": lambda entry: cancellation(entry, NADIA),
    "feed": lambda entry: feed([entry], "Agenda"),
}
written_by = pytest.mark.parametrize("writer", WRITERS)


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    reader = Node()
    yield reader
    reader.close()


@written_by
@pytest.mark.parametrize(
    ("wall", "instant"),
    [
        (datetime(2022, 2, 16, 10, 0), datetime(2022, 2, 16, 9, 0, tzinfo=UTC)),
        (datetime(2022, 4, 6, 10, 0), datetime(2022, 4, 6, 8, 0, tzinfo=UTC)),
        (datetime(2031, 3, 29, 23, 30), datetime(2031, 3, 29, 22, 30, tzinfo=UTC)),
        (datetime(2031, 3, 30, 3, 0), datetime(2031, 3, 30, 1, 0, tzinfo=UTC)),
        (datetime(2031, 10, 26, 3, 0), datetime(2031, 10, 26, 2, 0, tzinfo=UTC)),
        (datetime(2044, 7, 1, 9, 0), datetime(2044, 7, 1, 7, 0, tzinfo=UTC)),
    ],
)
def test_every_reader_finds_the_same_instant(node, writer, wall, instant):
    text = WRITERS[writer](make_entry(wall, ends=wall + timedelta(hours=2)))
    for read in (icalendar_events, vobject_events, ics_events, node.events):
        (event,) = read(text)
        assert (event["starts"], event["ends"]) == (instant, instant + timedelta(hours=2)), read


@written_by
def test_nothing_is_wrong_in_the_bytes(writer):
    entry = make_entry(title="Réunion, « trames » ; suite\\fin 🎉 " + "é" * 200, address="3 rue\n11000 Carcassonne")
    assert faults(WRITERS[writer](entry)) == []


TEXTS = st.text(
    st.sampled_from("aé🎉,;\\\n \"':=\u2028\u00a0") | st.characters(codec="utf-8", exclude_categories=["Cs"]),
    min_size=1,
    max_size=200,
)


@given(title=TEXTS, description=TEXTS, place=TEXTS, name=TEXTS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back(node, title, description, place, name):
    """For every reader; ical.js and icalendar give it back as it was."""
    entry = make_entry(title=title, description=description, place=place)
    person = SimpleNamespace(display_name=name, email=NADIA.email)
    for text in (feed([entry], name), invitation(entry, person)):
        assert faults(text) == []
        (by_node,), (by_icalendar,) = node.events(text), icalendar_events(text)
        assert by_node["summary"] == by_icalendar["summary"] == one_line(title)
        assert plain(description).strip() in by_node["description"].replace("\r\n", "\n")
        assert by_node["description"] == by_icalendar["description"]
        assert (by_node["location"] or "") == by_icalendar["location"] == plain(place).strip().replace("\n", ", ")
        assert [one["uid"] for read in (vobject_events, ics_events) for one in read(text)] == [entry.uid] * 2


def test_a_download_names_nobody():
    lines = unfolded(download(make_entry()))
    assert "METHOD:PUBLISH" in lines
    assert not [line for line in lines if line.startswith("ATTENDEE")]


def test_an_invitation_names_its_reader_alone(node):
    told = node.read(invitation(make_entry(sequence=4), NADIA))
    (event,) = told["events"]
    assert told["method"] == "REQUEST"
    assert event["attendees"] == [[f"mailto:{NADIA.email}", "Nadia Ferrand", "ACCEPTED"]]
    assert event["organizer"] == "mailto:intersession@localhost"
    assert event["sequence"] == 4


def test_a_cancellation_is_of_the_same_event(node):
    entry = make_entry(sequence=5)
    told = node.read(cancellation(entry, NADIA))
    (event,) = told["events"]
    assert (told["method"], event["status"], event["uid"], event["sequence"]) == ("CANCEL", "CANCELLED", entry.uid, 5)


def test_a_feed_says_its_name_and_when_to_come_back(node):
    text = feed([make_entry(), make_entry(datetime(2031, 4, 9, 10, 0))], "Le réseau")
    lines = unfolded(text)
    assert not [line for line in lines if line.startswith("METHOD")]
    assert {"NAME:Le réseau", "X-WR-CALNAME:Le réseau", "X-PUBLISHED-TTL:PT4H"} <= set(lines)
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H" in lines
    assert lines.count("BEGIN:VTIMEZONE") == 1
    assert len(node.events(text)) == 2


def test_a_feed_without_dates_is_a_calendar(node):
    text = feed([], "Rien")
    assert faults(text) == []
    assert node.events(text) == vobject_events(text) == icalendar_events(text) == ics_events(text) == []


def test_a_cancelled_date_stays_in_the_feed_for_ninety_days(clock):
    gone = called_off(make_entry())
    assert "STATUS:CANCELLED" in feed([gone], "Agenda")
    clock.forward(days=90)
    assert "BEGIN:VEVENT" in feed([gone], "Agenda")
    clock.forward(seconds=1)
    assert "BEGIN:VEVENT" not in feed([gone], "Agenda")


def test_the_same_dates_are_the_same_feed(clock):
    entry = make_entry()
    before = feed([entry], "Agenda")
    clock.forward(days=1)
    assert feed([entry], "Agenda") == before
