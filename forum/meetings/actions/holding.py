"""Holding a meeting: of all who count its seats or votes at once, one counts, and the others wait."""

from sqlalchemy import update

from forum.core.db import db
from forum.meetings.models import Meeting


def hold(meeting: Meeting) -> None:
    """Make whoever else counts here wait until we have committed, and read the meeting as it is now.

    It must be the first write of the transaction: the row's lock (on SQLite the writer's). Read what the decision rests
    on afterwards, with ``populate_existing``.
    """
    held = update(Meeting).where(Meeting.id == meeting.id).values(lock_version=Meeting.lock_version + 1)
    db.session.execute(held, execution_options={"synchronize_session": False})
    db.session.refresh(meeting)
