"""Putting a document on the table of a meeting, taking it off."""

from sqlalchemy import func, select

from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit
from forum.meetings.events import DocumentAdded, DocumentRemoved
from forum.meetings.models import Meeting, MeetingDocument
from forum.uploads.models import Upload


def add_document(
    meeting: Meeting, upload: Upload, by: User, title: str = "", note: str = "", item_id: int | None = None
) -> MeetingDocument:
    """Whoever may read the meeting may open the file from now on."""
    last = db.session.scalar(select(func.max(MeetingDocument.position)).where(MeetingDocument.meeting_id == meeting.id))
    document = MeetingDocument(
        meeting_id=meeting.id, upload=upload, title=title, note=note, item_id=item_id, added_by_id=by.id
    )
    document.position = (last or 0) + 1
    db.session.add(document)
    db.session.flush()
    emit(DocumentAdded(document, actor=by, after={"meeting": meeting.id}))
    return document


def remove_document(document: MeetingDocument, by: User) -> None:
    """Off the table; the file itself is kept by whoever else uses it."""
    emit(DocumentRemoved(document, actor=by, before={"meeting": document.meeting_id}))
    db.session.delete(document)
    db.session.flush()
