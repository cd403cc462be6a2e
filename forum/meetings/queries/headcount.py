"""Who comes, by department and by establishment."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from forum.directory.models import DEPARTMENTS
from forum.meetings.queries.presence import Line


@dataclass
class Place:
    """An establishment, or a department with its establishments; ``counts`` by answer, « » for none."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    inside: dict[str, "Place"] = field(default_factory=dict)

    @property
    def places(self) -> list["Place"]:
        return sorted(self.inside.values(), key=lambda place: (not place.name, place.name.casefold()))


def headcount(lines: Iterable[Line]) -> Place:
    """The whole network, its departments inside, their establishments inside these; nameless ones last."""
    network = Place("")
    for line in lines:
        department = DEPARTMENTS.get(line.person.department, "")
        there = network.inside.setdefault(department, Place(department))
        house = there.inside.setdefault(line.person.place, Place(line.person.place))
        for place in (network, there, house):
            place.counts[line.answer] += 1
    return network
