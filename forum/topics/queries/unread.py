"""What is new and what is unread for a person, counted by category in one query a request.

*New*: someone wrote in it since the end of your visit before this one, and you have not seen that; muted topics apart.
*Unread*: you follow the topic, and it has messages beyond the last you have seen.

The conditions name parameters that ``reader_values`` fills: a statement is built once, not at every request.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from flask import g
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Join,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    union_all,
)

from forum.categories.queries import visible_ids
from forum.core.db import Instant, read, table_of
from forum.topics.models import CategoryReader, Topic, TopicReader
from forum.topics.positions import noted

FOLLOWED = ("watching", "tracking")
# Not as parameters: the index of what is followed is found by these very words.
_FOLLOWED = [literal_column(f"'{level}'") for level in FOLLOWED]
# Tables instead of classes: half the work, for rows that are no objects.
TOPICS, READERS = Topic.__table__, TopicReader.__table__
T, R = TOPICS.c, READERS.c
LISTED = and_(T.deleted_at.is_(None), T.archived_at.is_(None))  # what is archived is found by searching
PLACES = bindparam("places", expanding=True)  # ids of the categories looked at


class Counts(NamedTuple):
    """How many topics of a category (or of all) are new, and how many unread."""

    new: int = 0
    unread: int = 0


def since(viewer: Any) -> datetime | None:
    """The end of the visit before this one; for a first visit, the day the account was made."""
    return (viewer.previous_visit_at or viewer.created_at) if viewer.is_authenticated else None


def counts(viewer: Any) -> dict[int, Counts]:
    """By category the viewer sees; kept for the request."""
    if "topic_counts" not in g:
        g.topic_counts = _counted(viewer) if viewer.is_member else {}
    return g.topic_counts


def total(viewer: Any, category_id: int | None = None) -> Counts:
    """The counts of one category, or of all."""
    found = counts(viewer)
    if category_id is not None:
        return found.get(category_id, Counts())
    return Counts(sum(one.new for one in found.values()), sum(one.unread for one in found.values()))


def category_level(viewer: Any, category_id: int) -> str:
    """How closely ``viewer`` follows the category; asked along with the counts."""
    counts(viewer)
    return g.get("category_levels", {}).get(category_id, "normal")


def reader_values(viewer: Any) -> dict[str, Any]:
    """The values of the parameters in the conditions below. What was read a moment ago is told by ``noted``."""
    if not viewer.is_authenticated:
        return {}
    just_read = noted(viewer)
    return {"user": viewer.id, "since": since(viewer), "finished": list(just_read.items())}


def is_readers() -> ColumnElement[bool]:
    """How ``TopicReader`` joins ``Topic`` for the viewer."""
    return and_(R.topic_id == T.id, R.user_id == bindparam("user"))


def with_reader(is_there: bool = False) -> Join:
    """The topics with where the viewer is in each of them; ``is_there``: only those that they are in."""
    return TOPICS.join(READERS, is_readers(), isouter=not is_there)


def is_new(just_read: bool = True) -> ColumnElement[bool]:
    """For queries where ``TopicReader`` is outer-joined; ``just_read``: may there be anything of a moment ago?"""
    unseen = or_(R.last_read.is_(None), and_(R.last_read < T.last_number, R.level != "muted"))
    new = and_(T.last_posted_at > bindparam("since", type_=Instant), unseen, LISTED)
    return and_(new, _is_unfinished()) if just_read else new


def is_unread(just_read: bool = True) -> ColumnElement[bool]:
    """For queries where ``TopicReader`` is joined; ``just_read``: may there be anything of a moment ago?"""
    unread = and_(R.level.in_(_FOLLOWED), R.last_read < T.last_number, LISTED)
    return and_(unread, _is_unfinished()) if just_read else unread


def _is_unfinished() -> ColumnElement[bool]:
    """Not read to its end a moment ago."""
    return ~tuple_(T.id, T.last_number).in_(bindparam("finished", expanding=True))


def _counted(viewer: Any) -> dict[int, Counts]:
    places = visible_ids(viewer)
    if not places:
        return {}
    found: dict[int, Counts] = {}
    g.category_levels = {}
    values = reader_values(viewer)
    for kind, category_id, number in read(_counting(bool(values["finished"])), values):
        if kind not in Counts._fields:
            g.category_levels[category_id] = kind
        elif category_id in places:
            found[category_id] = found.get(category_id, Counts())._replace(**{kind: number})
    return found


@lru_cache
def _counting(just_read: bool) -> CompoundSelect:
    """Of every category, of which those that the viewer sees are picked: their keys would be many parameters."""
    place = T.category_id + literal_column("0")  # SQLite would else read the index by category, that is all topics
    new = select(literal("new"), place, func.count()).select_from(with_reader())
    unread = select(literal("unread"), place, func.count()).select_from(with_reader(is_there=True))
    mine = table_of(CategoryReader).c
    levels = select(mine.level, mine.category_id, literal(0)).where(mine.user_id == bindparam("user"))
    return union_all(
        levels,
        new.where(is_new(just_read)).group_by(place),
        unread.where(is_unread(just_read)).group_by(place),
    )
