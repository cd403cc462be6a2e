"""The rows of the attendance sheet."""

from typing import NamedTuple

from forum.accounts.queries import names
from forum.directory.names import folded
from forum.meetings.models import Meeting
from forum.meetings.queries.presence import Line, everybody

SPARE = 6  # rows for those whom nobody expected


class Row(NamedTuple):
    """One signature. ``instead_of``: whom the person represents."""

    name: str
    function: str
    establishment: str
    instead_of: str = ""


def rows(meeting: Meeting) -> list[Row]:
    """Those who come or may come, and those who represent somebody, by last name; nobody signs twice."""
    lines = everybody(meeting)
    own = {line.person.id for line in lines if line.answer in ("yes", "maybe")}
    members = names(line.substitute_id for line in lines if line.answer == "represented")
    found = [(_order(one.person.last_name, one.person.first_name), _own(one)) for one in lines if one.person.id in own]
    for line in lines:
        if line.answer == "represented" and line.substitute_id not in own:
            own |= {line.substitute_id} if line.substitute_id else set()
            known = members.get(line.substitute_id or 0)
            first, _space, last = line.substitute.rpartition(" ")
            order = _order(known.last_name, known.first_name) if known else _order(last, first)
            found.append((order, _instead(line, known)))
    return [row for _order_of_it, row in sorted(found)]


def _own(line: Line) -> Row:
    return Row(line.person.display_name, line.person.function, line.person.establishment)


def _instead(line: Line, known: object) -> Row:
    function, place = getattr(known, "function", ""), getattr(known, "establishment", line.person.establishment)
    return Row(line.substitute, function, place, line.person.display_name)


def _order(last: str, first: str) -> tuple[str, str]:
    return folded(last), folded(first)
