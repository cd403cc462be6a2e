"""Blocks of a form that was sent, in another order: what was typed stays as it was typed, right or wrong."""

import re
from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

from forum.core.forms import number_in
from forum.meetings.blocks import NAMES, new_id

FIELD = re.compile(r"blocks-(\d{1,4})-([a-z]+)")
Row = dict[str, str]


def rearranged(sent: Mapping[str, str], asked: str) -> tuple[MultiDict, int | None]:
    """What was sent, after « up:2 », « down:2 », « gone:2 », « back:2 » or « decision:2 » (a new one behind block 2).

    And the place of the block that it was about; anything else changes nothing.
    """
    rows = _rows(sent)
    verb, _colon, number = asked.partition(":")
    asked_for = number_in(number)
    place = asked_for if asked_for is not None and asked_for < len(rows) else None
    if place is not None:
        place = _act(rows, verb, place)
    elif verb in NAMES:
        rows.append(_new(verb))
        place = len(rows) - 1
    rest = [(name, value) for name, value in sent.items() if not FIELD.fullmatch(name)]
    fields = [(f"blocks-{at}-{name}", value) for at, row in enumerate(rows) for name, value in row.items()]
    return MultiDict(rest + fields), place


def _rows(sent: Mapping[str, str]) -> list[Row]:
    found: dict[int, Row] = {}
    for name, value in sent.items():
        if part := FIELD.fullmatch(name):
            found.setdefault(int(part[1]), {})[part[2]] = value
    return [found[number] for number in sorted(found)]


def _act(rows: list[Row], verb: str, place: int) -> int:
    if verb in NAMES:
        rows.insert(place + 1, _new(verb, rows[place].get("item", "")))
        return place + 1
    if verb in ("gone", "back"):
        rows[place]["gone"] = "1" if verb == "gone" else ""
    other = {"up": place - 1, "down": place + 1}.get(verb, place)
    if not 0 <= other < len(rows):
        return place
    rows[place], rows[other] = rows[other], rows[place]
    return other


def _new(kind: str, item: str = "") -> Row:
    return {"key": new_id(), "item": item, "gone": "", "kind": kind, "title": "", "text": ""}
