"""Files lie on the table of meetings: whoever may read the meeting may open them."""

from typing import Any

from sqlalchemy import select

from forum.core.db import db
from forum.core.rules import can
from forum.meetings.models import Meeting, MeetingDocument
from forum.uploads.models import Upload
from forum.uploads.rules import offer_owner


def init() -> None:
    offer_owner(shows, uses)


def shows(viewer: Any, upload: Upload) -> bool:
    """Does the file lie on the table of a meeting that the viewer may read?"""
    tables = select(Meeting).join(MeetingDocument).where(MeetingDocument.upload_id == upload.id)
    return any(can(viewer, "read", meeting) for meeting in db.session.scalars(tables))


def uses(ids: list[int]) -> set[int]:
    """Those of the files that lie on a table."""
    found = select(MeetingDocument.upload_id).where(MeetingDocument.upload_id.in_(ids))
    return set(db.session.scalars(found))
