"""Meetings from their first date to the day they are closed. Actions flush and tell; who may is the rules' business."""

from forum.meetings.actions.meeting.create import RoomTaken, create_meetings
from forum.meetings.actions.meeting.duplicate import duplicate
from forum.meetings.actions.meeting.edit import StaleMeeting, edit_meeting
from forum.meetings.actions.meeting.facts import Facts, RoomWish
from forum.meetings.actions.meeting.following import WorkshopsOutside
from forum.meetings.actions.meeting.states import (
    NotNow,
    cancel_meeting,
    close_meeting,
    hold_meeting,
    remove_draft,
    schedule,
)

__all__ = [
    "Facts", "NotNow", "RoomTaken", "RoomWish", "StaleMeeting", "WorkshopsOutside", "cancel_meeting",
    "close_meeting", "create_meetings", "duplicate", "edit_meeting", "hold_meeting", "remove_draft", "schedule",
]  # fmt: skip
