"""The lines of a list of topics, drawn: every address and word worked out once, here."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from markupsafe import Markup

from forum.categories.queries import visible
from forum.core.clock import now
from forum.core.drawing import KEPT, drawn
from forum.core.i18n import ago, locale_name, longdate
from forum.topics.positions import noted
from forum.topics.queries.faces import unpacked_faces
from forum.topics.queries.tags import Keyword, unpacked
from forum.topics.queries.unread import FOLLOWED, since

TICK = 60  # seconds; « 2 min » and « hier » are worked out anew so often
UNOPENED = (0, None, False)
Positions = dict[int, tuple[int, str | None, bool]]  # by topic: last message read, level, is it kept?


class Line(NamedTuple):
    """One topic in a list, in plain values: lines that say the same are drawn once (core.drawing)."""

    title: str
    href: str  # the first message the reader has not seen
    last: str  # the last message
    css: str  # read, unread, or nothing
    unread: int
    is_new: bool  # opened since the visit before
    is_updated: bool  # written in since then
    kept: bool  # in the reader's bookmarks
    pinned: bool
    closed: bool
    solved: bool
    state: str
    routed_to: str
    text: str  # how a pinned topic begins
    category: tuple[str, str, str] | None  # slug, colour, name; none where all lines are of one category
    tags: tuple[Keyword, ...]
    faces: tuple[tuple[str, int, bool], ...]  # initials and hue; did they write last?
    names: str | None  # of the faces; none where the list shows no people
    latest: str  # who wrote last
    replies: int
    views: int
    iso: str
    day: str
    ago: str


def lines(viewer: Any, rows: Sequence[Any], positions: Positions | None = None, mixed: bool = True) -> list[Markup]:
    """The lines for rows of ``queries``, whose reader is at ``positions`` (or as the rows themselves say);
    ``mixed`` when each has to name its category."""
    if not rows:
        return []
    places = {one.id: (one.slug, one.colour, one.name) for one in visible(viewer)} if mixed else {}
    just_read, start = noted(viewer), since(viewer)
    about = locale_name(), int(now().timestamp()) // TICK, start is not None, rows[0]._fields
    return [
        _line(
            *about,
            tuple(row),  # quicker to compare than the row
            places.get(row.category_id),
            *((row.last_read or 0, row.level, row.kept) if positions is None else positions.get(row.id, UNOPENED)),
            just_read.get(row.id, 0),
            start is not None and row.created_at > start,
            start is not None and row.last_posted_at > start,
        )
        for row in rows
    ]


@lru_cache(maxsize=KEPT)
def _line(
    _locale: str,
    _tick: int,
    is_known: bool,
    fields: tuple,
    values: tuple,
    place: Any,
    last_read: int,
    level: str | None,
    kept: bool,
    just_read: int,
    is_recent: bool,
    is_active: bool,
) -> Markup:
    """Drawn once for all who see the same: what the line shows is in the arguments, down to the language and time.

    ``is_known``: is the reader signed in? ``is_recent``: was the topic opened since the visit before?
    ``is_active``: was it written in?
    """
    row = SimpleNamespace(**dict(zip(fields, values, strict=True)))
    seen = min(max(last_read, just_read), row.last_number)
    unread = row.last_number - seen if level in FOLLOWED else 0
    is_open = level in (None, "normal")
    is_new = is_recent and not seen and is_open
    is_updated = is_active and seen < row.last_number and is_open and not is_new
    css = "unread" if unread or is_new or is_updated else "read" if is_known and seen >= row.last_number else ""
    return drawn(_shown(row, place, seen, css, unread, is_new, is_updated, kept), "topics/_row.html")


def _shown(row: Any, place: Any, seen: int, css: str, unread: int, is_new: bool, is_updated: bool, kept: bool) -> Line:
    address = f"/t/{row.slug}/{row.id}"
    faces, latest = unpacked_faces(getattr(row, "faces", None)), getattr(row, "last_author_id", None)
    return Line(
        row.title,
        f"{address}/{seen + 1}#m{seen + 1}" if 0 < seen < row.last_number else address,
        f"{address}/{row.last_number}#m{row.last_number}" if row.last_number > 1 else address,
        css,
        unread,
        is_new,
        is_updated,
        kept,
        bool(getattr(row, "pinned", False)),
        bool(row.closed),
        bool(row.solved),
        getattr(row, "state", ""),
        getattr(row, "routed_to", ""),
        getattr(row, "text", None) or "",
        place,
        tuple(unpacked(getattr(row, "tags", None))),
        tuple((face.initials, face.hue, face.id == latest and len(faces) > 1) for face in faces),
        ", ".join(face.name for face in faces) if hasattr(row, "faces") else None,
        next((face.name for face in faces if face.id == latest), ""),
        row.replies,
        row.views,
        f"{row.last_posted_at:%Y-%m-%dT%H:%MZ}",
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
    return at.isdecimal() and len(at) < 17 and int(at) > start.timestamp() * 1_000_000
