"""Who says they come: for oneself, for members, and line by line for organisers."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import func, select

from forum.accounts.models import User
from forum.accounts.people import Person
from forum.accounts.queries import names
from forum.categories.queries import readers_among
from forum.core.db import db
from forum.core.rules import can
from forum.directory.names import folded
from forum.meetings.models import Meeting, Presence

SHOWN = 7  # discs of those who come, under the sentence


class Line(NamedTuple):
    """One person and what is known of them; an answer that was never given is empty."""

    person: Person
    answer: str = ""
    substitute: str = ""
    substitute_id: int | None = None
    note: str = ""
    answered_at: Any = None
    ask_again: bool = False
    seen: str = ""
    reads: bool = True  # somebody who answered may read the meeting no more

    @property
    def is_expected(self) -> bool:
        return self.answer in ("yes", "maybe", "represented")


class Part(NamedTuple):
    """What the page of a meeting shows of presence."""

    mine: Presence | None
    counts: Counter[str]
    coming: list[Person]
    colleagues: list[str]
    can_answer: bool

    @property
    def discs(self) -> list[tuple[str, int, str]]:
        return [(person.initials, person.hue, person.display_name) for person in self.coming]


def part(meeting: Meeting, viewer: Any) -> Part:
    """For someone who may read the meeting."""
    return Part(
        mine=presence_row(meeting, viewer),
        counts=counts(meeting),
        coming=[line.person for line in _lines(meeting, Presence.answer == "yes", limit=SHOWN)],
        colleagues=colleagues(viewer),
        can_answer=can(viewer, "answer", meeting),
    )


def presence_row(meeting: Meeting, person: Any) -> Presence | None:
    """What this person said, and what was seen of them."""
    return db.session.get(Presence, (meeting.id, person.id))


def counts(meeting: Meeting) -> Counter[str]:
    """How many gave each answer, of those who are members today."""
    given = select(Presence.answer, func.count()).join(User, User.id == Presence.user_id)
    given = given.where(Presence.meeting_id == meeting.id, Presence.answer != "", User.state == "active")
    return Counter(dict(db.session.execute(given.group_by(Presence.answer)).all()))


def colleagues(person: Any) -> list[str]:
    """Those of the same establishment: most often one of them comes instead."""
    if not person.establishment_id:
        return []
    same = select(User.first_name, User.last_name).where(
        User.establishment_id == person.establishment_id, User.state == "active", User.id != person.id
    )
    return [f"{first} {last}" for first, last in db.session.execute(same.order_by(User.last_name, User.id).limit(40))]


def member_called(meeting: Meeting, name: str) -> User | None:
    """The one member with this name who may read the meeting; of two, none: the name stays words."""
    full = func.lower(User.first_name + " " + User.last_name)
    ids = db.session.scalars(select(User.id).where(full == name.lower(), User.state == "active")).all()
    found = readers_among(meeting.series.category_id, ids) if ids else []
    return found[0] if len(found) == 1 else None


def participants(meeting: Meeting) -> list[Line]:
    """Those who come, and those whom somebody comes for, by last name: what members see."""
    return _sorted(_lines(meeting, Presence.answer.in_(("yes", "represented"))))


def everybody(meeting: Meeting) -> list[Line]:
    """All who may read the meeting, and all who ever said something, by last name: for organisers."""
    ids = db.session.scalars(select(User.id).where(User.state == "active")).all()
    readers = {person.id for person in readers_among(meeting.series.category_id, ids)}
    known = {line.person.id: line for line in _lines(meeting)}
    silent = names(readers - known.keys()).values()
    lines = (line._replace(reads=line.person.id in readers) for line in known.values())
    kept = [line for line in lines if line.reads or line.is_expected or line.seen]
    return _sorted([*kept, *(Line(person) for person in silent)])


def silent_ids(meeting: Meeting) -> list[int]:
    """Those who may read the meeting and have said nothing, or not yet since it moved."""
    return [line.person.id for line in everybody(meeting) if line.reads and (not line.answer or line.ask_again)]


def matching(lines: Iterable[Line], words: str) -> list[Line]:
    """The lines whose name, function or establishment hold every word."""
    wanted = folded(words).split()
    return [line for line in lines if all(word in _text(line) for word in wanted)]


def _text(line: Line) -> str:
    person = line.person
    return folded(f"{person.display_name} {person.function} {person.establishment} {line.substitute}")


def _lines(meeting: Meeting, *conditions: Any, limit: int | None = None) -> list[Line]:
    rows = select(Presence).join(User, User.id == Presence.user_id)
    rows = rows.where(Presence.meeting_id == meeting.id, User.state == "active", *conditions)
    found = db.session.scalars(rows.order_by(User.last_name, User.first_name, User.id).limit(limit)).all()
    people = names(row.user_id for row in found)
    return [_line(people[row.user_id], row) for row in found]


def _line(person: Person, row: Presence) -> Line:
    return Line(person, **{name: getattr(row, name) for name in Line._fields if name not in ("person", "reads")})


def _sorted(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (folded(line.person.last_name), folded(line.person.first_name)))
