"""Files hang on minutes and on actions that are done: whoever reads those sees the files."""

from typing import Any

from sqlalchemy import select

from forum.core.db import db
from forum.core.rules import can
from forum.meetings.models import Action, Minutes, MinutesRevision, MinutesUpload
from forum.uploads.models import Upload
from forum.uploads.rules import offer_owner


def init() -> None:
    offer_owner(shows, uses)


def shows(viewer: Any, upload: Upload) -> bool:
    """Does the viewer read a revision that shows the file, or an action that it belongs to?"""
    actions = db.session.scalars(select(Action).where(Action.upload_id == upload.id))
    if any(can(viewer, "read", action) for action in actions):
        return True
    query = select(Minutes, MinutesRevision.number).join(MinutesRevision, MinutesRevision.minutes_id == Minutes.id)
    query = query.join(MinutesUpload, MinutesUpload.revision_id == MinutesRevision.id)
    rows = db.session.execute(query.where(MinutesUpload.upload_id == upload.id)).all()
    return any(_reads(viewer, minutes, number) for minutes, number in rows)


def _reads(viewer: Any, minutes: Minutes, number: int) -> bool:
    is_shown = number == minutes.published_number
    return can(viewer, "read", minutes) and (is_shown or can(viewer, "arrange", minutes.meeting))


def uses(ids: list[int]) -> set[int]:
    """Those of the files that some revision shows, which stay for ever, or that an action has."""
    shown = db.session.scalars(select(MinutesUpload.upload_id).where(MinutesUpload.upload_id.in_(ids)))
    done = db.session.scalars(select(Action.upload_id).where(Action.upload_id.in_(ids)))
    return {upload_id for upload_id in (*shown, *done) if upload_id}
