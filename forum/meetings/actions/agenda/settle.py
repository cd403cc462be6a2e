"""What becomes of a proposal: accepted, declined, merged into another, deferred to the next meeting."""

from sqlalchemy import delete, update

from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit
from forum.meetings.actions.agenda.held import hold_item, read_again
from forum.meetings.actions.agenda.refusals import AlreadySettled, NoNextMeeting
from forum.meetings.actions.holding import hold
from forum.meetings.events import ItemAccepted, ItemDeclined, ItemDeferred, ItemMerged
from forum.meetings.models import AgendaItem, ItemVote
from forum.meetings.queries.agenda import following, last_place
from forum.meetings.queries.proposals import supporters


def accept(item: AgendaItem, by: User) -> None:
    """Put it at the end of the agenda; also what was declined."""
    hold_item(item, "proposed", "declined")
    before = item.state
    item.position, item.state, item.outcome = last_place(item.meeting) + 1, "accepted", ""
    _announce(ItemAccepted, item, by, before)


def decline(item: AgendaItem, by: User, word: str) -> None:
    """Not at this meeting, and ``word`` tells the proposer why; its votes stay with it."""
    hold_item(item, "proposed", "accepted")
    before = item.state
    item.state, item.outcome = "declined", word
    _announce(ItemDeclined, item, by, before)


def merge(item: AgendaItem, into: AgendaItem, by: User, word: str = "") -> None:
    """One item from two: the votes are united, and somebody's two votes become one."""
    hold_item(item, "proposed", "accepted")
    read_again(into, "proposed", "accepted")
    if into.id == item.id or into.meeting_id != item.meeting_id or into.kind != "topic":
        raise AlreadySettled
    before = item.state
    item.state, item.merged_into_id, item.outcome = "merged", into.id, word
    _move_votes(item, into)
    earlier = update(AgendaItem).where(AgendaItem.merged_into_id == item.id)  # what had been merged into this one
    db.session.execute(earlier.values(merged_into_id=into.id), execution_options={"synchronize_session": "fetch"})
    _announce(ItemMerged, item, by, before, into=into.id)


def defer(item: AgendaItem, by: User, word: str = "") -> AgendaItem:
    """The same proposal at the next meeting of the series, with its votes; NoNextMeeting when no date is known.

    Whoever comes to have more votes there than they may give keeps them, and gives no other.
    """
    target = following(item.meeting)
    if target is None:
        raise NoNextMeeting
    for meeting in sorted((item.meeting, target), key=lambda one: one.id):
        hold(meeting)
    read_again(item, "proposed", "accepted")
    if not target.is_scheduled:  # cancelled while we waited
        raise NoNextMeeting
    before = item.state
    twin = _twin(item, target.id)
    item.state, item.outcome = "deferred", word
    _move_votes(item, twin)
    _announce(ItemDeferred, item, by, before, meeting=target.id)
    return twin


def _twin(item: AgendaItem, meeting_id: int) -> AgendaItem:
    same = {name: getattr(item, name) for name in ("title", "why", "minutes", "dimension_id", "leader")}
    twin = AgendaItem(meeting_id=meeting_id, deferred_from_id=item.id, proposed_by_id=item.proposed_by_id, **same)
    db.session.add(twin)
    db.session.flush()
    return twin


def _move_votes(item: AgendaItem, to: AgendaItem) -> None:
    db.session.flush()
    without = {"synchronize_session": False}
    votes, already = ItemVote.item_id == item.id, supporters(to)
    db.session.execute(delete(ItemVote).where(votes, ItemVote.user_id.in_(already)), execution_options=without)
    db.session.execute(update(ItemVote).where(votes).values(item_id=to.id), execution_options=without)
    db.session.expire_all()


def _announce(event: type, item: AgendaItem, by: User, before: str, **after: int) -> None:
    db.session.flush()
    emit(event(item, actor=by, before={"state": before}, after={"state": item.state, **after}))
