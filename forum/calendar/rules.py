"""Rooms are the support team's; a private address is for members."""

from typing import Any

from forum.calendar.models import Booking, Feed, Room
from forum.core.rules import rule


@rule("administer", Room)
@rule("administer", Booking)
def is_staff(viewer: Any, subject: Any) -> bool:
    return viewer.is_organiser


@rule("open", Feed)
def can_subscribe(viewer: Any, feed: Any) -> bool:
    return viewer.is_member
