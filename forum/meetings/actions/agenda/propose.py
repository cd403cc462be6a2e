"""Proposing an item, changing its words, taking it back."""

from typing import Any

from sqlalchemy import select, update

from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit
from forum.meetings.actions.agenda.held import delete_item, hold_item
from forum.meetings.actions.agenda.refusals import AlreadySettled, StaleItem
from forum.meetings.actions.holding import hold
from forum.meetings.events import MeetingReworded
from forum.meetings.models import AgendaItem, Meeting


def propose(
    meeting: Meeting, author: User, title: str, why: str = "", minutes: int = 15, dimension_id: int | None = None
) -> AgendaItem:
    """A member's item, which others may vote for and the support team settles.

    Sent twice, the second finds the item that the first has made.
    """
    hold(meeting)
    same = {"meeting_id": meeting.id, "proposed_by_id": author.id, "title": title, "why": why, "state": "proposed"}
    if twin := db.session.scalar(select(AgendaItem).filter_by(**same).limit(1)):
        return twin
    item = AgendaItem(**same, minutes=minutes, dimension_id=dimension_id)
    db.session.add(item)
    db.session.flush()
    emit(MeetingReworded(meeting))
    return item


def edit_item(item: AgendaItem, base_version: int, **facts: Any) -> AgendaItem:
    """Other words, minutes, leader, kind.

    Nothing is changed, and StaleItem, when somebody edited since ``base_version``; AlreadySettled when it is gone.
    """
    hold(item.meeting)  # the index is told of all its items
    mine = update(AgendaItem).where(AgendaItem.id == item.id, AgendaItem.version == base_version)
    taken = mine.values(version=AgendaItem.version + 1, **facts).returning(AgendaItem.id)
    is_mine = db.session.scalar(taken, execution_options={"synchronize_session": False})
    if db.session.get(AgendaItem, item.id, populate_existing=True) is None:
        raise AlreadySettled
    if not is_mine:
        raise StaleItem(item)
    emit(MeetingReworded(item.meeting))
    return item


def withdraw(item: AgendaItem) -> None:
    """The proposal goes, and the votes return to those who gave them; HoldsOthers when others were merged into it."""
    hold_item(item, "proposed")
    delete_item(item)
