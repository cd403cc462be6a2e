"""A meeting as calendars show it."""

from forum.calendar.entries import Entry
from forum.meetings.models import Meeting


def entry_of(meeting: Meeting) -> Entry:
    """The date and the place, and nothing of what is said there: it travels by mail and in feeds."""
    return Entry(
        uid=meeting.uid,
        kind="meeting",
        key=meeting.id,
        title=meeting.title,
        starts=meeting.starts,
        ends=meeting.ends,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.zone,
        url=meeting.url,
        modified_at=meeting.modified_at,
        place=meeting.place,
        address=meeting.address,
        series_slug=meeting.series.slug,
        series_name=meeting.series.name,
        state=meeting.state,
        sequence=meeting.sequence,
        cancelled_at=meeting.cancelled_at,
    )
