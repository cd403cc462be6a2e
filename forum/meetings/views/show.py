"""The page of a meeting, and its date as a file."""

from typing import Any

from flask import Response

from forum.calendar.answers import as_file
from forum.calendar.ical import download
from forum.categories.queries import visible
from forum.core.clock import today
from forum.core.conditional import remembered
from forum.core.drawing import main_for_visitors
from forum.core.htmx import render
from forum.core.stamps import everywhere, kept
from forum.core.viewer import me
from forum.meetings.blueprint import bp, named
from forum.meetings.entry import entry_of
from forum.meetings.queries.find import get_meeting
from forum.meetings.queries.glance import glance
from forum.meetings.rules.meeting import can_read
from forum.meetings.views.sheets import sheet_of


@bp.get("/reunions/<int:meeting_id>")
def show(meeting_id: int) -> Response:
    """All of the meeting to those who may read it; to everybody else when and where."""
    viewer = me()
    if not viewer.is_authenticated:
        return _announced(viewer, meeting_id)
    seen = glance(viewer, meeting_id)
    if not can_read(viewer, seen):  # type: ignore[arg-type]
        return render("meetings/date.html", meeting=get_meeting(viewer, meeting_id))
    return render("meetings/show.html", meeting=seen, sheet=sheet_of(viewer, seen))


def _announced(viewer: Any, meeting_id: int) -> Response:
    """For visitors: whether they see it follows from the meeting and its series, as all that they read of it."""
    page, stamp = "meetings/date.html", (meeting_id, everywhere(), today())
    title = kept(("meeting", meeting_id), lambda: get_meeting(viewer, meeting_id).title)
    facts = lambda: {"viewer": viewer, "meeting": get_meeting(viewer, meeting_id), **named()}  # noqa: E731
    main = main_for_visitors(page, stamp, facts)
    return remembered((stamp, visible(viewer)), lambda: render(page, main=main.html, meeting={"title": title}))


@bp.get("/reunions/<int:meeting_id>.ics")
def ics(meeting_id: int) -> Response:
    """The date for the calendar of whoever takes it; the address does not say whether a private one exists."""
    meeting = get_meeting(me(), meeting_id)
    return as_file(download(entry_of(meeting)), f"reunion-{meeting.day.isoformat()}")
