"""Finding a meeting, as its viewer sees it."""

from typing import Any

from flask import abort

from forum.core.db import db
from forum.core.rules import can
from forum.meetings.models import Meeting


def get_meeting(viewer: Any, meeting_id: int) -> Meeting:
    """The meeting; 404 when there is none that ``viewer`` sees. Pages for members ``require("read", meeting)``."""
    meeting = db.session.get(Meeting, meeting_id)
    return meeting if meeting and can(viewer, "see", meeting) else abort(404)
