"""What the frame of every page says of the calendar: the day of the next date."""

from typing import Any

from forum.calendar.entries import next_day
from forum.calendar.words import short_day
from forum.core.navigation import nav


@nav("next_date")
def next_date(viewer: Any) -> str:
    """« 16 févr. », or nothing."""
    day = next_day(viewer)
    return short_day(day) if day else ""
