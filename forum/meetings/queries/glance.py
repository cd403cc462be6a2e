"""A meeting at a glance: what its page has to know before it is drawn, and the reader's own part in it."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from flask import abort
from sqlalchemy import CompoundSelect, Select, bindparam, literal, select, union_all

from forum.accounts.models import User
from forum.core.db import read, table_of
from forum.core.stamps import EVERYWHERE, stamp_of
from forum.meetings.freshness import MEETINGS
from forum.meetings.models import Action, AgendaItem, ItemVote, Meeting, Presence, Series, Workshop, WorkshopSeat
from forum.meetings.rules.meeting import can_see
from forum.topics.models import Topic

ROW = ("id", "title", "state", "starts_at", "presence_until", "proposals_until")
STAMPS = 3
SAID = ("answer", "substitute", "note", "ask_again", "seen")


class Of(NamedTuple):
    """What the rules ask of its series."""

    category_id: int
    is_public: bool


@dataclass(frozen=True)
class Glance:
    """A meeting for its rules and its frame. ``stamp``: of all that its page shows; ``said``: by the reader."""

    id: int
    title: str
    state: str
    starts_at: datetime
    presence_until: datetime | None
    proposals_until: datetime | None
    series: Of
    topic_place: int | None  # the category of its topic, which may have been moved
    stamp: tuple
    said: tuple

    is_draft, is_scheduled, is_over = Meeting.is_draft, Meeting.is_scheduled, Meeting.is_over
    is_to_come = Meeting.is_to_come
    takes_answers, takes_proposals = Meeting.takes_answers, Meeting.takes_proposals


class Own(NamedTuple):
    """Which of the rows that a meeting shows are the reader's, by key; and who else is of their establishment."""

    votes: tuple[int, ...]
    items: tuple[int, ...]
    seats: tuple[int, ...]
    actions: tuple[int, ...]
    colleagues: tuple[int, ...]


def glance(viewer: Any, meeting_id: int) -> Glance:
    """404 when there is none that ``viewer`` sees."""
    row = read(_glance(), {"meeting": meeting_id, "reader": viewer.id}).first() or abort(404)
    end = len(ROW)
    category_id, is_public, place, *more = row[end:]
    told = dict(zip(ROW, row[:end], strict=True))
    rest = {"topic_place": place, "stamp": tuple(more[:STAMPS]), "said": tuple(more[STAMPS:])}
    seen = Glance(series=Of(category_id, is_public), **told, **rest)
    return seen if can_see(viewer, seen) else abort(404)  # type: ignore[arg-type]


def own(viewer: Any, meeting_id: int) -> Own:
    found: dict[str, list[int]] = {name: [] for name in Own._fields}
    for name, key in read(_own(), {"meeting": meeting_id, "reader": viewer.id}):
        found[name].append(key)
    return Own(*(tuple(sorted(keys)) for keys in found.values()))


@lru_cache
def _glance() -> Select:
    at, of, topics, said = table_of(Meeting), table_of(Series), table_of(Topic), table_of(Presence)
    stamps = stamp_of(*EVERYWHERE), stamp_of(*MEETINGS), stamp_of("topic", at.c.topic_id)
    columns = [*(at.c[name] for name in ROW), of.c.category_id, of.c.is_public, topics.c.category_id]
    columns += [*stamps, *(said.c[name] for name in SAID)]
    mine = (said.c.meeting_id == at.c.id) & (said.c.user_id == bindparam("reader"))
    rows = at.join(of, of.c.id == at.c.series_id).outerjoin(topics, topics.c.id == at.c.topic_id).outerjoin(said, mine)
    return select(*columns).select_from(rows).where(at.c.id == bindparam("meeting"))


@lru_cache
def _own() -> CompoundSelect:
    """In the order of the fields of ``Own``."""
    items, votes, actions = (table_of(kind) for kind in (AgendaItem, ItemVote, Action))
    workshops, seats, people = (table_of(kind) for kind in (Workshop, WorkshopSeat, User))
    meeting, reader, me = bindparam("meeting"), bindparam("reader"), people.alias()
    voted = votes.join(items, items.c.id == votes.c.item_id)
    taken = seats.join(workshops, workshops.c.id == seats.c.workshop_id)
    house = people.join(me, me.c.establishment_id == people.c.establishment_id)
    return union_all(
        _keys("votes", items.c.id, voted, items.c.meeting_id == meeting, votes.c.user_id == reader),
        _keys("items", items.c.id, items, items.c.meeting_id == meeting, items.c.proposed_by_id == reader),
        _keys("seats", workshops.c.id, taken, workshops.c.meeting_id == meeting, seats.c.user_id == reader),
        _keys("actions", actions.c.id, actions, actions.c.meeting_id == meeting, actions.c.owner_id == reader),
        _keys("colleagues", people.c.id, house, me.c.id == reader, people.c.id != reader, people.c.state == "active"),
    )


def _keys(name: str, key: Any, rows: Any, *conditions: Any) -> Select:
    return select(literal(name), key).select_from(rows).where(*conditions)
