"""The support team's own items, and the order of all."""

from typing import Any

from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit
from forum.meetings.actions.agenda.held import delete_item, hold_item
from forum.meetings.actions.holding import hold
from forum.meetings.events import ItemRemoved
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.queries.agenda import accepted, last_place


def add_item(meeting: Meeting, title: str, **facts: Any) -> AgendaItem:
    """An item or a break of the support team's, at the end of the agenda."""
    hold(meeting)
    item = AgendaItem(meeting_id=meeting.id, title=title, state="accepted", position=last_place(meeting) + 1, **facts)
    db.session.add(item)
    db.session.flush()
    return item


def remove_item(item: AgendaItem, by: User) -> None:
    """HoldsOthers when proposals were merged into it."""
    hold_item(item, "accepted")
    emit(ItemRemoved(item, actor=by, before={"kind": item.kind}))
    delete_item(item)


def place(item: AgendaItem, number: int) -> int:
    """Make it the ``number``-th of the agenda (from 1), the nearest there is; its place now."""
    hold_item(item, "accepted")
    order = accepted(item.meeting)
    order.remove(item)
    number = min(max(number, 1), len(order) + 1)
    order.insert(number - 1, item)
    for position, one in enumerate(order, 1):
        if one.position != position:
            one.position = position
    db.session.flush()
    return number


def step(item: AgendaItem, by: int) -> int:
    """One place up (-1) or down (1), counted from where it stands when nobody else moves it; its place now."""
    hold(item.meeting)
    order = [one.id for one in accepted(item.meeting)]
    here = order.index(item.id) + 1 if item.id in order else 1
    return place(item, here + by)
