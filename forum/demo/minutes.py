"""The minutes of the meeting that was held, written, read again, approved and published."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from forum.core.clock import frozen
from forum.core.db import db
from forum.core.i18n import typeset
from forum.meetings.actions import minutes as actions
from forum.meetings.actions import outcomes
from forum.meetings.blocks import Block, new_id
from forum.meetings.models import Action, AgendaItem, Meeting, Minutes

WRITTEN = 45  # days ago; the draft in the topic had been read and corrected by then


def write_minutes(meeting: Meeting, rows: list[dict[str, Any]], network: Any) -> None:
    helene, samir = network.people["helene"], network.people["samir"]
    blocks = _blocks(meeting, rows, network)
    at = network.calendar.moment(WRITTEN, "10:00", after=meeting.ends_at)
    with frozen(at):
        minutes = actions.start(meeting, samir)
        actions.save(minutes, samir, blocks, minutes.number)
        actions.settle(minutes, samir, "review", minutes.number)
    with frozen(at + timedelta(hours=5)):
        actions.settle(minutes, helene, "approved", minutes.number)
        actions.publish(minutes, helene, minutes.number)
    with frozen(at + timedelta(hours=6)):
        _act(minutes, rows, network)


def _blocks(meeting: Meeting, rows: list[dict[str, Any]], network: Any) -> list[Block]:
    mine = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id, AgendaItem.kind == "topic")
    items = db.session.scalars(mine.order_by(AgendaItem.position)).all()
    return [_block(row, items, network) for row in rows]


def _block(row: dict[str, Any], items: Any, network: Any) -> Block:
    owner = network.people.get(row.get("owner", ""))
    due: date | None = row.get("due")
    return Block(
        id=new_id(),
        kind=row["kind"],
        item_id=items[row["item"] - 1] if "item" in row else None,
        title=typeset(row.get("title", "")),
        text=typeset(row.get("text", "").strip()),
        owner_id=owner.id if owner else None,
        owner=owner.display_name if owner else row.get("owner", ""),
        due=network.calendar.moved(due).isoformat() if due else "",
        dimension_id=network.dimensions.get(row.get("dimension", "")),
    )


def _act(minutes: Minutes, rows: list[dict[str, Any]], network: Any) -> None:
    """What has been done since."""
    given = select(Action).where(Action.meeting_id == minutes.meeting_id).order_by(Action.number)
    for action, row in zip(
        db.session.scalars(given).all(), [one for one in rows if one["kind"] == "action"], strict=True
    ):
        by = network.people.get(row.get("owner", ""), network.people["helene"])
        if "done" in row:
            outcomes.change_action(action, by, action.version, state="done", comment=row["done"])
        elif "state" in row:
            outcomes.change_action(action, by, action.version, state=row["state"])
