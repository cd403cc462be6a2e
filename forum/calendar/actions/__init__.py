"""Booking rooms, looking after them, opening private addresses of the calendar."""

from forum.calendar.actions.bookings import (
    Ended,
    Taken,
    cancel_booking,
    confirm_booking,
    move_booking,
    request_booking,
)
from forum.calendar.actions.feeds import open_feed, revoke_feed
from forum.calendar.actions.rooms import archive_room, change_room, create_room, reopen_room

__all__ = [
    "Ended",
    "Taken",
    "archive_room",
    "cancel_booking",
    "change_room",
    "confirm_booking",
    "create_room",
    "move_booking",
    "open_feed",
    "reopen_room",
    "request_booking",
    "revoke_feed",
]
