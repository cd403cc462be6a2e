"""Lists of topics: raw columns, one query whatever the number of rows (two with pinned topics).

Lists that are the same for all who see the same categories are read again only when a topic changed (``core.stamps``);
where the viewer is in their topics is asked each time. Lists of what is new or unread are the viewer's own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, or_, select

from forum.categories.queries import OpenCategory, visible_ids
from forum.core.clock import now
from forum.core.db import Instant, read
from forum.core.drawing import Shelf
from forum.core.stamps import EVERYWHERE, is_reading, kept, know_everywhere, stamp_of
from forum.topics.freshness import LISTS
from forum.topics.models import Post, Tag, TopicTag
from forum.topics.queries.bookmarks import is_kept
from forum.topics.queries.faces import packed_faces
from forum.topics.queries.tags import packed
from forum.topics.queries.unread import (
    LISTED,
    PLACES,
    READERS,
    TOPICS,
    R,
    T,
    is_new,
    is_readers,
    is_unread,
    reader_values,
    total,
    with_reader,
)

SIZE = 30
OWN = ("new", "unread")  # orders that join the viewer's places to the topics
SHARED = ("recent", "latest")  # orders that do not depend on the viewer, nor on the time
TICK = 60  # seconds; how often a topic was looked at is read anew so often
P, TOPIC_TAGS = Post.__table__.c, TopicTag.__table__.c
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PERIODS = {"semaine": 7, "mois": 30, "trimestre": 91, "annee": 365, "tout": 36500}  # days
# What the filter of a category of requests offers, by the word in its address.
STATES = {
    "sans-reponse": lambda: T.replies == 0,
    "ouvertes": lambda: T.state == "open",
    "en-cours": lambda: T.state == "in_progress",
    "resolues": lambda: T.solution_number.is_not(None),
    "orientees": lambda: T.state == "routed",
}


@dataclass(frozen=True)
class Asked:
    """Which list: its order, where, from which row on."""

    order: str  # recent, new, unread, top
    category: OpenCategory | None = None
    tag: Tag | None = None
    state: str = ""
    period: str = "trimestre"
    after: str = ""  # the mark of the last row shown before


@dataclass(frozen=True)
class Found:
    """The rows, and what comes after."""

    pinned: list[Row]
    rows: list[Row]
    following: int = 0  # how many more the next page shows
    mark: str = ""
    positions: dict[int, tuple[int, str | None, bool]] = field(default_factory=dict)  # by topic: read, level, kept
    stamp: Any = None  # changes with anything that the rows show, but for how often a topic was looked at


class Shape(NamedTuple):
    """All that the words of a query depend on, its values apart: queries of one shape are built once."""

    order: str  # as Asked.order, or latest
    one_category: bool
    tagged: bool
    state: str
    goes_on: bool
    shown: int = SIZE
    just_read: bool = False  # has the viewer read something a moment ago?
    by_date: bool = False  # is so much unread that going through all topics, the last first, soon finds enough?


_shelf: Shelf[Found] = Shelf(most=200)


def find(viewer: Any, asked: Asked) -> Found:
    """The list ``asked`` for, of what ``viewer`` may see."""
    one_category, tagged = asked.category is not None, asked.tag is not None
    shape = Shape(asked.order, one_category, tagged, asked.state, "-" in asked.after)
    values = _values(viewer, asked)
    if asked.order not in SHARED:
        values |= reader_values(viewer)
        shape = shape._replace(just_read=bool(values.get("finished")), by_date=_much_is_unread(viewer, asked))
        found = _read(shape, values, asked)
        return replace(found, positions=_own(found)) if asked.order in OWN else _placed(viewer, found)
    stamp = (*_stamps(), shape, values["place"], values["tag"], asked.after, *values["places"])
    return replace(_placed(viewer, _kept(stamp, lambda: _read(shape, values, asked))), stamp=stamp)


def _much_is_unread(viewer: Any, asked: Asked) -> bool:
    """Then two pages of it are found among the last topics, which costs less than to sort all that is unread."""
    if asked.order != "unread":
        return False
    unread = total(viewer, asked.category.id if asked.category else None).unread
    topics = kept("topics", lambda: read(_LAST_TOPIC).scalar() or 0)  # about; it only chooses the way
    return unread**2 > 2 * SIZE * topics


_LAST_TOPIC = select(func.max(T.id))


def latest(viewer: Any, count: int) -> Found:
    """The topics where someone last wrote, wherever they are pinned."""
    asked = Asked("latest")
    shape, values = Shape(asked.order, False, False, "", False, count), _values(viewer, asked)
    stamp = (*_stamps(), shape, *values["places"])
    return _placed(viewer, _kept(stamp, lambda: _read(shape, values, asked)))


def _stamps() -> tuple[int | None, int | None]:
    of_lists, everywhere = read(_STAMPS).one()
    know_everywhere(everywhere)
    return of_lists, everywhere


_STAMPS = select(stamp_of(*LISTS), stamp_of(*EVERYWHERE))


def _kept(stamp: tuple, read: Callable[[], Found]) -> Found:
    """The list read under the same stamp within this minute, or read now. What may be seen is part of the stamp.

    A request that changes something reads for itself: what it sees is not committed yet.
    """
    if not is_reading():
        return read()
    key = (*stamp, int(now().timestamp()) // TICK)
    found = _shelf.get(key)
    if found is None:
        found = read()
        _shelf.put(key, found, len(found.rows))
    return found


def _read(shape: Shape, values: dict[str, Any], asked: Asked) -> Found:
    has_pinned = _has_above(shape) and not asked.after
    pinned = list(read(_pinned(shape), values)) if has_pinned else []
    rows = list(read(_query(shape), values))
    following = min(rows[0].found - len(rows), SIZE) if rows else 0
    return Found(pinned, rows, following, _mark(asked, rows[-1])) if following > 0 else Found(pinned, rows)


def _placed(viewer: Any, found: Found) -> Found:
    """The list with the viewer's place in each topic of it."""
    topics = [row.id for row in (*found.pinned, *found.rows)]
    if not viewer.is_authenticated or not topics:
        return found
    rows = read(_POSITIONS, {"user": viewer.id, "topics": topics})
    return replace(found, positions={row.id: (row.last_read or 0, row.level, row.kept) for row in rows})


def _own(found: Found) -> dict[int, tuple[int, str | None, bool]]:
    return {row.id: (row.last_read or 0, row.level, row.kept) for row in found.rows}


_POSITIONS = (
    select(T.id, R.last_read, R.level, is_kept())
    .select_from(with_reader())
    .where(T.id.in_(bindparam("topics", expanding=True)))
)


def _values(viewer: Any, asked: Asked) -> dict[str, Any]:
    at, _, topic_id = asked.after.partition("-")
    return {
        "place": asked.category.id if asked.category else None,
        "places": visible_ids(viewer),
        "tag": asked.tag.id if asked.tag else None,
        "start": now() - timedelta(days=PERIODS[asked.period]),
        "last_at": EPOCH + timedelta(microseconds=_number(at)),
        "last_id": _number(topic_id),
        "skipped": _number(asked.after),
    }


@lru_cache
def _query(shape: Shape) -> Select:
    """The rows are chosen first, as many as two pages hold: what they show is worked out for those shown alone."""
    chosen = _chosen(shape).limit(shape.shown + SIZE).cte("chosen")
    found = select(func.count()).select_from(chosen).scalar_subquery().label("found")
    query = select(*_columns(shape), found).join_from(chosen, TOPICS, T.id == chosen.c.id)
    if shape.order in OWN:
        query = query.add_columns(R.last_read, R.level, is_kept()).outerjoin(READERS, is_readers())
    return query.order_by(*_order(shape)).limit(shape.shown)


def _chosen(shape: Shape) -> Select:
    query = select(T.id)
    if shape.order in OWN and not shape.by_date:
        query = query.select_from(with_reader(is_there=shape.order == "unread"))
    query = query.where(*_where(shape)).order_by(*_order(shape))
    if shape.order == "top":
        return query.offset(bindparam("skipped"))
    if shape.goes_on:
        last_at, last_id = bindparam("last_at", type_=Instant), bindparam("last_id")
        query = query.where(T.last_posted_at <= last_at, or_(T.last_posted_at < last_at, T.id < last_id))
    return query


def _order(shape: Shape) -> tuple[ColumnElement, ColumnElement]:
    first = T.replies * 10 + T.views if shape.order == "top" else T.last_posted_at
    return first.desc(), T.id.desc()


@lru_cache
def _pinned(shape: Shape) -> Select:
    """The topics that stand above the first page, with the beginning of their first message."""
    first = select(func.substr(P.text, 1, 400)).where(P.topic_id == T.id, P.number == 1).correlate(TOPICS)
    query = select(*_columns(shape), first.scalar_subquery().label("text"))
    here = [bindparam("place")] if shape.one_category else PLACES
    above: Any = _above(shape)
    query = query.where(above, LISTED, (T.category_id + 0).in_(here))  # + 0: by the index of what is pinned: little
    return query.order_by(T.pinned_at.desc()).limit(SIZE)


def _columns(shape: Shape) -> list[Any]:
    """What a line shows. A short list does without keywords."""
    return [
        T.id, T.title, T.slug, T.category_id, T.created_at, T.last_number, T.last_posted_at, T.last_author_id,
        T.replies, T.views, T.state, T.routed_to,
        T.solution_number.is_not(None).label("solved"), T.closed_at.is_not(None).label("closed"),
        T.pinned_at.is_not(None).label("pinned"), packed_faces().label("faces"),
        *(() if shape.order == "latest" else (packed().label("tags"),)),
    ]  # fmt: skip


def _where(shape: Shape) -> Iterable[ColumnElement[bool]]:
    yield LISTED
    yield _place(shape)
    if shape.tagged:
        yield T.id.in_(select(TOPIC_TAGS.topic_id).where(TOPIC_TAGS.tag_id == bindparam("tag")))
    if shape.state:
        yield STATES[shape.state]()
    if shape.order == "new":
        yield is_new(shape.just_read)
    elif shape.order == "unread":
        yield _is_behind(shape.just_read) if shape.by_date else is_unread(shape.just_read)
    elif shape.order == "top":
        yield T.last_posted_at > bindparam("start", type_=Instant)
    elif (above := _above(shape)) is not None:
        yield ~above


def _is_behind(just_read: bool) -> ColumnElement[bool]:
    """Unread, asked of one topic after the other."""
    return select(R.topic_id).where(is_readers(), is_unread(just_read)).correlate(TOPICS).exists()


def _place(shape: Shape) -> ColumnElement[bool]:
    """The rows come by the index of their order and are filtered (+ 0), instead of all being read and sorted."""
    if shape.one_category:
        return T.category_id == bindparam("place")
    return (T.category_id + 0).in_(PLACES)


def _above(shape: Shape) -> ColumnElement[bool] | None:
    """Which topics stand above the list, if any do: the pinned ones of the category, or those pinned everywhere."""
    if not _has_above(shape):
        return None
    pinned = T.pinned_at.is_not(None)
    return pinned if shape.one_category else and_(pinned, T.pinned_everywhere)


def _has_above(shape: Shape) -> bool:
    return shape.order == "recent" and not shape.tagged and not shape.state


# --- marks: the place of a row in its list, in an address ----------------------------------------------------------


def _mark(asked: Asked, row: Row) -> str:
    if asked.order == "top":
        return str(_number(asked.after) + SIZE)
    return f"{(row.last_posted_at - EPOCH) // timedelta(microseconds=1)}-{row.id}"


def _number(text: str) -> int:
    """Zero for what is no number, or is one no honest address holds."""
    return int(text) if text.isdecimal() and len(text) < 17 else 0
