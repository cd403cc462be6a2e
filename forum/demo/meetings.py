"""The meetings of the demonstration: the one that was held, with its minutes, and the four at Carcassonne."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from forum.accounts.models import User
from forum.calendar.actions import create_room
from forum.calendar.times import Span, instant_of
from forum.core.clock import frozen, now
from forum.core.db import db
from forum.demo.calendar import HELD, MEETINGS, Calendar
from forum.demo.exchanges import filed
from forum.demo.minutes import write_minutes
from forum.demo.reading import Paper, facts
from forum.directory.models import Dimension
from forum.meetings.actions import agenda, documents, presence, workshops
from forum.meetings.actions import meeting as actions
from forum.meetings.actions.meeting import Facts, RoomWish
from forum.meetings.models import Meeting, Series
from forum.meetings.setup import create_defaults
from forum.topics.models import Topic

TITLE = "Réunion du COOP du {date}"
FIXED, PREPARED = 46, 24  # days ago: the dates were told; the next meeting is prepared


@dataclass(frozen=True)
class Network:
    """Who meets, what they talked about, and when it is."""

    people: dict[str, User]
    topics: dict[str, Topic]
    calendar: Calendar
    dimensions: dict[str, int]

    def topic(self, title: str) -> Topic | None:
        """The topic with this title, whatever spaces it was written with; a meeting without one opens its own."""
        return next((topic for known, topic in self.topics.items() if known.split() == title.split()), None)

    def at(self, days_ago: int, hour: str) -> Any:
        return frozen(self.calendar.moment(days_ago, hour))


def add_meetings(people: dict[str, User], topics: dict[str, Topic], calendar: Calendar) -> list[Meeting]:
    """The held one first, then the four, in order."""
    series = create_defaults()
    if series is None:
        raise ValueError("Nowhere to talk about meetings.")
    names = {row.name: row.id for row in db.session.scalars(select(Dimension))}
    network, data = Network(people, topics, calendar, names), facts("meetings", calendar)
    held = _hold(network, series, data["held"])
    meetings = _fix_dates(network, series, data)
    _prepare(network, meetings[0], data["next"])
    for meeting in meetings:
        _hold_if_past(meeting, people["helene"])
    return [held, *meetings]


def _hold(network: Network, series: Series, data: dict[str, Any]) -> Meeting:
    """The meeting of October: announced, held, its minutes written and published in its topic."""
    helene, day = network.people["helene"], network.calendar.moved(HELD)
    with frozen(instant_of(datetime.combine(day - timedelta(days=21), time(9)))):
        spoken = Facts(TITLE, chair=data["chair"], secretary=data["secretary"])
        meeting = actions.create_meetings(series, helene, [_span(day)], spoken, publish=False)[0]
        meeting.topic = network.topic(data["topic"])
        actions.schedule(meeting, helene)
        for item in data["items"]:
            agenda.add_item(meeting, **item)
    with frozen(meeting.ends_at - timedelta(hours=1)):
        for word in ("present", "excused"):
            for key in data[word]:
                presence.tick(meeting, network.people[key], word, helene)
        actions.hold_meeting(meeting, helene)
    write_minutes(meeting, data["blocks"], network)
    return meeting


def _fix_dates(network: Network, series: Series, data: dict[str, Any]) -> list[Meeting]:
    maud, days = network.people["maud"], [network.calendar.moved(day) for day in MEETINGS]
    with network.at(FIXED, "08:40"):
        room = create_room(maud, **data["room"])
        common = Facts(TITLE, place="Carcassonne", access=data["room"]["access"], presence_days=2, proposals_days=7)
        spans = [_span(day) for day in days]
        meetings = actions.create_meetings(series, maud, spans, common, RoomWish(room, confirm=True), publish=False)
        meetings[0].topic = network.topic(data["next"]["topic"])
        meetings[0].chair, meetings[0].secretary = data["next"]["chair"], data["next"]["secretary"]
        for meeting in meetings:
            actions.schedule(meeting, maud)
    return meetings


def _prepare(network: Network, meeting: Meeting, data: dict[str, Any]) -> None:
    """The forecast agenda with its proposals and votes, the workshops, who comes, what is to be read."""
    people = network.people
    with network.at(PREPARED, "11:30"):
        for item in data["items"]:
            agenda.add_item(meeting, **item)
        for row in data["workshops"]:
            _add_workshop(network, meeting, row)
        for row in data["documents"]:
            _lay(network, meeting, row)
    with network.at(PREPARED - 2, "18:10"):
        for row in data["proposals"]:
            _propose(network, meeting, row)
        if meeting.takes_answers:
            for word, keys in data["answers"].items():
                for key in keys:
                    presence.answer(meeting, people[key], presence.Answer(word))
            for key, name in data["represented"].items():
                presence.answer(meeting, people[key], presence.Answer("represented", name))


def _add_workshop(network: Network, meeting: Meeting, row: dict[str, Any]) -> None:
    seats = row.pop("seats")
    starts, ends = meeting.starts.replace(hour=10, minute=30), meeting.starts.replace(hour=12, minute=30)
    workshop = workshops.create_workshop(
        meeting, workshops.Plan(**row, starts=starts, ends=ends), network.people["samir"]
    )
    for key in seats:
        workshops.join(workshop, network.people[key])


def _lay(network: Network, meeting: Meeting, row: dict[str, Any]) -> None:
    author = network.people[row["author"]]
    paper = Paper(0, row["name"], row["title"], row["pages"])
    documents.add_document(meeting, filed(paper, author), author, row["title"], row["note"])


def _propose(network: Network, meeting: Meeting, row: dict[str, Any]) -> None:
    author, dimension_id = network.people[row["author"]], network.dimensions[row["dimension"]]
    item = agenda.propose(meeting, author, row["title"], row["why"], row["minutes"], dimension_id)
    for key in row["votes"]:
        agenda.vote(item, network.people[key])


def _hold_if_past(meeting: Meeting, by: User) -> None:
    if now() > meeting.ends_at:
        actions.hold_meeting(meeting, by)


def _span(day: date) -> Span:
    return Span(datetime.combine(day, time(10)), datetime.combine(day, time(16, 30)))
