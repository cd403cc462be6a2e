"""What the pages of meetings and of their minutes say in words, many at once: for the search."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import and_, or_, select

from forum.core.db import db
from forum.markup.plain import plain
from forum.meetings.blocks import load
from forum.meetings.models import AgendaItem, Meeting, Minutes, MinutesRevision, Workshop


def of_meetings(meetings: Collection[Meeting]) -> dict[int, str]:
    """Place, presentation, agenda once it is published, what members propose, workshops; in two queries."""
    keys = [meeting.id for meeting in meetings]
    told: defaultdict[int, list[str]] = defaultdict(list)
    for meeting_id, *words in [*db.session.execute(_items(keys)), *db.session.execute(_workshops(keys))]:
        told[meeting_id].append(". ".join(filter(None, words)))
    return {meeting.id: _joined(*_facts(meeting), *told[meeting.id]) for meeting in meetings}


def _facts(meeting: Meeting) -> tuple[str, ...]:
    return meeting.series.name, meeting.place, meeting.address, plain(meeting.presentation_html)


def _items(keys: list[int]):
    """What is proposed is told at once, what the support team adds with the agenda."""
    was_proposed = AgendaItem.proposed_by_id.is_not(None) | AgendaItem.deferred_from_id.is_not(None)
    is_told = and_(AgendaItem.state == "accepted", or_(was_proposed, Meeting.agenda_state == "published"))
    items = select(AgendaItem.meeting_id, AgendaItem.title, AgendaItem.why).join(AgendaItem.meeting)
    there = items.where(AgendaItem.meeting_id.in_(keys), AgendaItem.kind != "break")
    shown = there.where(or_(AgendaItem.state == "proposed", is_told))
    return shown.order_by(AgendaItem.state, AgendaItem.position, AgendaItem.id)


def _workshops(keys: list[int]):
    columns = (Workshop.meeting_id, Workshop.title, Workshop.description, Workshop.leader, Workshop.place)
    return select(*columns).where(Workshop.meeting_id.in_(keys)).order_by(Workshop.starts, Workshop.id)


def of_minutes(keys: Collection[int]) -> dict[int, str]:
    """The words of the revisions that members read, of the minutes ``keys``; in one query."""
    is_read = and_(MinutesRevision.minutes_id == Minutes.id, MinutesRevision.number == Minutes.published_number)
    read = select(Minutes.id, MinutesRevision.blocks).join(MinutesRevision, is_read).where(Minutes.id.in_(keys))
    return {minutes_id: _of_blocks(blocks) for minutes_id, blocks in db.session.execute(read)}


def _of_blocks(rows: list) -> str:
    return _joined(*(part for block in load(rows) for part in (block.title, plain(block.html), block.owner)))


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
