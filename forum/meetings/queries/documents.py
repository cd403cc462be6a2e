"""What lies on the table of a meeting."""

from typing import Any, NamedTuple

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.core.db import db
from forum.core.rules import can
from forum.meetings.models import AgendaItem, Meeting, MeetingDocument


class Documents(NamedTuple):
    """Documents of the meeting itself, and by item of its agenda."""

    own: list[MeetingDocument]
    by_item: dict[int, list[MeetingDocument]]
    titles: dict[int, str]  # of these items

    @property
    def all(self) -> list[MeetingDocument]:
        return self.own + [one for each in self.by_item.values() for one in each]

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(one.upload.size for one in self.all)


def part(meeting: Meeting, viewer: Any) -> Documents:
    """For someone who may read the meeting."""
    mine = select(MeetingDocument, AgendaItem.title).where(MeetingDocument.meeting_id == meeting.id)
    mine = mine.outerjoin(AgendaItem, AgendaItem.id == MeetingDocument.item_id)
    mine = mine.options(joinedload(MeetingDocument.upload))
    found = Documents([], {}, {})
    for one, title in db.session.execute(mine.order_by(MeetingDocument.position, MeetingDocument.id)):
        if one.item_id is None:
            found.own.append(one)
        else:
            found.by_item.setdefault(one.item_id, []).append(one)
            found.titles[one.item_id] = title
    return found


def get_document(viewer: Any, document_id: int) -> MeetingDocument:
    """The document, or 404 when there is none on a table that ``viewer`` may read."""
    document = db.session.get(MeetingDocument, document_id)
    return document if document and can(viewer, "read", document.meeting) else abort(404)
