"""The lines of a list of topics, ready for the template: every address and word worked out once, here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from forum.accounts.people import Person
from forum.categories.queries import visible
from forum.core.i18n import ago, longdate
from forum.topics.positions import noted
from forum.topics.queries.tags import Keyword, unpacked
from forum.topics.queries.unread import FOLLOWED, since


class Line(NamedTuple):
    """One topic in a list, in plain values: lines that say the same are drawn once (core.drawing)."""

    title: str
    href: str  # the first message the reader has not seen
    last: str  # the last message
    css: str  # read, unread, or nothing
    unread: int
    is_new: bool
    pinned: bool
    closed: bool
    solved: bool
    state: str
    routed_to: str
    text: str  # how a pinned topic begins
    category: tuple[str, str, str] | None  # slug, colour, name; none where all lines are of one category
    tags: tuple[Keyword, ...]
    faces: tuple[tuple[str, int], ...]  # initials and hue
    names: str | None  # of the faces; none where the list shows no people
    replies: int
    views: int
    iso: str
    day: str
    ago: str


def lines(viewer: Any, rows: Iterable[Any], people: dict[int, Person] | None = None, mixed: bool = True) -> list[Line]:
    """The lines for rows of ``queries``; ``mixed`` when each has to name its category."""
    places = {one.id: (one.slug, one.colour, one.name) for one in visible(viewer)} if mixed else {}
    just_read, start = noted(viewer), since(viewer)
    return [_line(row, people, places, just_read.get(row.id, 0), start) for row in rows]


def _line(row: Any, people: dict[int, Person] | None, places: dict, just_read: int, start: datetime | None) -> Line:
    seen = min(max(row.last_read or 0, just_read), row.last_number)
    address = f"/t/{row.slug}/{row.id}"
    unread = row.last_number - seen if row.level in FOLLOWED else 0
    is_new = start is not None and not seen and row.level in (None, "normal") and row.created_at > start
    shown = [people[one] for one in row.participants if one in people] if people else []
    return Line(
        row.title,
        f"{address}/{seen + 1}#m{seen + 1}" if 0 < seen < row.last_number else address,
        f"{address}/{row.last_number}#m{row.last_number}" if row.last_number > 1 else address,
        "unread" if unread or is_new else "read" if seen >= row.last_number and start else "",
        unread,
        is_new,
        bool(getattr(row, "pinned", False)),
        bool(row.closed),
        bool(row.solved),
        getattr(row, "state", ""),
        getattr(row, "routed_to", ""),
        getattr(row, "text", None) or "",
        places.get(row.category_id),
        tuple(unpacked(getattr(row, "tags", None))),
        tuple((person.initials, person.hue) for person in shown),
        None if people is None else ", ".join(person.display_name for person in shown),
        row.replies,
        row.views,
        row.last_posted_at.isoformat(timespec="seconds"),
        longdate(row.last_posted_at),
        ago(row.last_posted_at),
    )


def visit_line(viewer: Any, rows: list[Any], after: str) -> int:
    """Before which row « Dernière visite » stands; -1 when the page holds no such place."""
    start = since(viewer)
    if start is None or viewer.previous_visit_at is None:
        return -1
    older = next((at for at, row in enumerate(rows) if row.last_posted_at <= start), -1)
    return older if older > 0 or (older == 0 and after and _is_newer(after, start)) else -1


def _is_newer(mark: str, start: datetime) -> bool:
    """Was the last row of the page before newer than ``start``? (Marks begin with microseconds.)"""
    at = mark.partition("-")[0]
    return at.isdecimal() and int(at) > start.timestamp() * 1_000_000
