"""Who was there, as it was seen on the day."""

from typing import NamedTuple

from sqlalchemy import select

from forum.accounts.people import Person
from forum.accounts.queries import names
from forum.core.db import db
from forum.meetings.models import Meeting, Presence


class Seen(NamedTuple):
    """A person, and the colleague who came instead."""

    person: Person
    substitute: str


class Attendance(NamedTuple):
    """People by what was seen, each by last name; nobody at all when it was not noted."""

    present: list[Seen]
    represented: list[Seen]
    excused: list[Seen]
    absent: list[Seen]

    @property
    def is_noted(self) -> bool:
        return any(self)


def of(meeting: Meeting) -> Attendance:
    columns = Presence.user_id, Presence.seen, Presence.substitute
    rows = db.session.execute(select(*columns).where(Presence.meeting_id == meeting.id, Presence.seen != "")).all()
    people = names(row.user_id for row in rows)
    seen = {"present": [], "represented": [], "excused": [], "absent": []}
    for row in rows:
        if row.user_id in people:
            substitute = row.substitute if row.seen == "represented" else ""
            seen[row.seen].append(Seen(people[row.user_id], substitute))
    return Attendance(*(sorted(each, key=_by_name) for each in seen.values()))


def _by_name(one: Seen) -> tuple[str, str, int]:
    return one.person.last_name.casefold(), one.person.first_name.casefold(), one.person.id
