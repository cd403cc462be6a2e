"""The names of places where one writes: « reponse-12 » in a topic, « sujet-3 » in a category, « message-40 » edited."""

import re
from typing import NamedTuple

PLACE = re.compile(r"(reponse|sujet|message)-([1-9][0-9]{0,8})", re.ASCII)


class Place(NamedTuple):
    kind: str
    key: int


def parse(name: str) -> Place | None:
    found = PLACE.fullmatch(name)
    return Place(found[1], int(found[2])) if found else None
