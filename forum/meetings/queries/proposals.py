"""What members propose for a meeting, and their votes."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.core.db import db
from forum.core.rules import can
from forum.meetings.models import AgendaItem, ItemVote, Meeting


@dataclass(frozen=True)
class Proposal:
    """A proposal as its reader sees it."""

    item: AgendaItem
    votes: int
    is_supported: bool  # by the reader
    is_own: bool


@dataclass(frozen=True)
class ProposalsPart:
    """``waiting``: the most supported first. ``settled``: what became of the others. ``left``: the reader's votes."""

    waiting: list[Proposal]
    settled: list[Proposal]
    left: int
    is_open: bool
    may_propose: bool


def part(meeting: Meeting, viewer: Any) -> ProposalsPart:
    """In two queries, however many they are."""
    votes = _votes(meeting)
    counts, own = Counter(item_id for item_id, _who in votes), {item_id for item_id, who in votes if who == viewer.id}
    told = [_told(item, counts[item.id], own, viewer) for item in _proposed(meeting)]
    waiting = sorted((one for one in told if one.item.is_proposed), key=lambda one: -one.votes)
    settled = [one for one in told if not one.item.is_proposed]
    spent = sum(1 for _item, who in votes if who == viewer.id)
    left = max(0, meeting.votes_each - spent)
    return ProposalsPart(waiting, settled, left, meeting.takes_proposals, can(viewer, "propose", meeting))


def votes_left(meeting: Meeting, user: Any) -> int:
    """How many votes ``user`` may still give here; never less than none. Ask while the meeting is held."""
    spent = sum(1 for _item, who in _votes(meeting) if who == user.id)
    return max(0, meeting.votes_each - spent)


def supporters(item: AgendaItem) -> set[int]:
    return set(db.session.scalars(select(ItemVote.user_id).where(ItemVote.item_id == item.id)))


def targets(item: AgendaItem) -> list[AgendaItem]:
    """What the item may be merged into."""
    alive = AgendaItem.state.in_(("proposed", "accepted"))
    others = select(AgendaItem).where(AgendaItem.meeting_id == item.meeting_id, AgendaItem.id != item.id)
    topics = others.where(alive, AgendaItem.kind == "topic").order_by(AgendaItem.state, AgendaItem.position)
    return list(db.session.scalars(topics.order_by(AgendaItem.id)))


def merged_into(item: AgendaItem) -> list[AgendaItem]:
    return list(db.session.scalars(select(AgendaItem).where(AgendaItem.merged_into_id == item.id)))


def _told(item: AgendaItem, votes: int, own: set[int], viewer: Any) -> Proposal:
    is_own = item.proposed_by_id is not None and item.proposed_by_id == viewer.id
    return Proposal(item, votes, item.id in own, is_own)


def _proposed(meeting: Meeting) -> list[AgendaItem]:
    """What members proposed, or what came from the meeting before; the support team's own items are none."""
    came = AgendaItem.proposed_by_id.is_not(None) | AgendaItem.deferred_from_id.is_not(None)
    mine = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, came | (AgendaItem.state != "accepted"))
    people = (joinedload(AgendaItem.proposed_by), joinedload(AgendaItem.dimension), joinedload(AgendaItem.merged_into))
    return list(db.session.scalars(mine.options(*people).order_by(AgendaItem.id)))


def _votes(meeting: Meeting) -> list[tuple[int, int]]:
    """(item, person) of every vote given at the meeting."""
    given = select(ItemVote.item_id, ItemVote.user_id).join(AgendaItem, AgendaItem.id == ItemVote.item_id)
    return [(item_id, who) for item_id, who in db.session.execute(given.where(AgendaItem.meeting_id == meeting.id))]
