"""The page of a meeting, and its date as a file."""

from typing import Any

from flask import Response

from forum.calendar.answers import as_file
from forum.calendar.ical import download
from forum.categories.queries import visible
from forum.core.clock import today
from forum.core.conditional import remembered
from forum.core.drawing import main_for_visitors
from forum.core.forms import Form
from forum.core.htmx import render
from forum.core.rules import can
from forum.core.stamps import everywhere, kept
from forum.core.viewer import me
from forum.meetings.blueprint import bp, named
from forum.meetings.entry import entry_of
from forum.meetings.models import Meeting
from forum.meetings.queries import agenda, documents, minutes, outcomes, presence, proposals, workshops
from forum.meetings.queries.find import get_meeting


@bp.get("/reunions/<int:meeting_id>")
def show(meeting_id: int) -> Response:
    """All of the meeting to those who may read it; to everybody else when and where."""
    viewer = me()
    if not viewer.is_authenticated:
        return _announced(viewer, meeting_id)
    meeting = get_meeting(viewer, meeting_id)
    if not can(viewer, "read", meeting):
        return render("meetings/date.html", meeting=meeting)
    return render("meetings/show.html", meeting=meeting, token=Form(), **_parts(meeting, viewer))


def _announced(viewer: Any, meeting_id: int) -> Response:
    """For visitors: whether they see it follows from the meeting and its series, as all that they read of it."""
    page, stamp = "meetings/date.html", (meeting_id, everywhere(), today())
    title = kept(("meeting", meeting_id), lambda: get_meeting(viewer, meeting_id).title)
    facts = lambda: {"viewer": viewer, "meeting": get_meeting(viewer, meeting_id), **named()}  # noqa: E731
    main = main_for_visitors(page, stamp, facts)
    return remembered((stamp, visible(viewer)), lambda: render(page, main=main.html, meeting={"title": title}))


def _parts(meeting: Meeting, viewer: Any) -> dict[str, Any]:
    """What the blocks of the page show; each noun answers for its own."""
    return {
        "agenda": agenda.part(meeting, viewer),
        "proposals": proposals.part(meeting, viewer),
        "presence": presence.part(meeting, viewer),
        "workshops": workshops.part(meeting, viewer),
        "documents": documents.part(meeting, viewer),
        **minutes.part(meeting, viewer),
        **outcomes.part(meeting, viewer),
    }


@bp.get("/reunions/<int:meeting_id>.ics")
def ics(meeting_id: int) -> Response:
    """The date for the calendar of whoever takes it; the address does not say whether a private one exists."""
    meeting = get_meeting(me(), meeting_id)
    return as_file(download(entry_of(meeting)), f"reunion-{meeting.day.isoformat()}")
