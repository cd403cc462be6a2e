"""Beginning the minutes of a meeting."""

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.db import db
from forum.meetings.actions.holding import hold
from forum.meetings.blocks import Block, dump, new_id
from forum.meetings.models import AgendaItem, Meeting, Minutes, MinutesRevision


def start(meeting: Meeting, author: User) -> Minutes:
    """Minutes whose first revision comes from the agenda; those there are when somebody was quicker."""
    hold(meeting)
    if found := db.session.scalar(select(Minutes).where(Minutes.meeting_id == meeting.id)):
        return found
    minutes = Minutes(meeting=meeting, number=1)
    db.session.add(minutes)
    db.session.flush()
    first = MinutesRevision(minutes_id=minutes.id, number=1, author_id=author.id, blocks=dump(_from_agenda(meeting)))
    db.session.add(first)
    db.session.flush()
    return minutes


def _from_agenda(meeting: Meeting) -> list[Block]:
    """A block for each item that is not a break; an empty one when there is no agenda."""
    items = select(AgendaItem.id, AgendaItem.title).where(
        AgendaItem.meeting_id == meeting.id, AgendaItem.state == "accepted", AgendaItem.kind != "break"
    )
    rows = db.session.execute(items.order_by(AgendaItem.position, AgendaItem.id))
    blocks = [Block(id=new_id(), item_id=row.id, title=row.title) for row in rows]
    return blocks or [Block(id=new_id())]
