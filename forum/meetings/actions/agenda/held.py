"""An item, and whoever else would change it waiting."""

from sqlalchemy import update

from forum.core.db import db
from forum.core.events import emit
from forum.meetings.actions.agenda.refusals import AlreadySettled, HoldsOthers
from forum.meetings.actions.holding import hold
from forum.meetings.events import MeetingReworded
from forum.meetings.models import AgendaItem
from forum.meetings.queries.proposals import merged_into


def hold_item(item: AgendaItem, *states: str) -> None:
    """Hold its meeting and read it as it is now; AlreadySettled when it is in none of ``states``, or gone."""
    hold(item.meeting)
    read_again(item, *states)


def read_again(item: AgendaItem, *states: str) -> None:
    found = db.session.get(AgendaItem, item.id, populate_existing=True)
    if found is None or found.state not in states:
        raise AlreadySettled


def delete_item(item: AgendaItem) -> None:
    """Its votes go with it; HoldsOthers when other proposals were merged into it."""
    if merged_into(item):
        raise HoldsOthers
    twins = update(AgendaItem).where(AgendaItem.deferred_from_id == item.id)
    db.session.execute(twins.values(deferred_from_id=None), execution_options={"synchronize_session": False})
    meeting = item.meeting
    db.session.delete(item)
    db.session.flush()
    emit(MeetingReworded(meeting))
