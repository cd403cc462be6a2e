"""Finding rooms, bookings and private addresses."""

from forum.calendar.queries.feeds import feed_by_token, feed_of
from forum.calendar.queries.rooms import (
    bookings_of,
    counts_of_bookings,
    get_booking,
    get_room,
    open_rooms,
    rooms,
)

__all__ = [
    "bookings_of",
    "counts_of_bookings",
    "feed_by_token",
    "feed_of",
    "get_booking",
    "get_room",
    "open_rooms",
    "rooms",
]
