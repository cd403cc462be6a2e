"""Votes: counted while the meeting is held, so that nobody ever gives one more than they have."""

from sqlalchemy import delete

from forum.accounts.models import User
from forum.core.db import db
from forum.meetings.actions.agenda.held import hold_item
from forum.meetings.actions.agenda.refusals import NoVoteLeft
from forum.meetings.models import AgendaItem, ItemVote
from forum.meetings.queries.proposals import supporters, votes_left


def vote(item: AgendaItem, voter: User) -> None:
    """Give it one of the voter's votes at this meeting, or NoVoteLeft; a second time changes nothing."""
    hold_item(item, "proposed")
    if voter.id in supporters(item):
        return
    if not votes_left(item.meeting, voter):
        raise NoVoteLeft
    db.session.add(ItemVote(item_id=item.id, user_id=voter.id))
    db.session.flush()


def take_back(item: AgendaItem, voter: User) -> None:
    """The vote may be given to another item; a second time changes nothing."""
    hold_item(item, "proposed")
    own = delete(ItemVote).where(ItemVote.item_id == item.id, ItemVote.user_id == voter.id)
    db.session.execute(own, execution_options={"synchronize_session": False})
