"""What happens to rooms and their bookings, and to private addresses of the calendar."""

from dataclasses import dataclass

from forum.accounts.models import User
from forum.calendar.models import Booking, Room
from forum.core.events import Audited


@dataclass(frozen=True)
class RoomCreated(Audited):
    room: Room


@dataclass(frozen=True)
class RoomChanged(Audited):
    room: Room


@dataclass(frozen=True)
class RoomArchived(Audited):
    room: Room


@dataclass(frozen=True)
class RoomReopened(Audited):
    room: Room


@dataclass(frozen=True)
class BookingRequested(Audited):
    booking: Booking


@dataclass(frozen=True)
class BookingConfirmed(Audited):
    booking: Booking


@dataclass(frozen=True)
class BookingMoved(Audited):
    booking: Booking


@dataclass(frozen=True)
class BookingCancelled(Audited):
    booking: Booking


@dataclass(frozen=True)
class FeedOpened(Audited):
    user: User


@dataclass(frozen=True)
class FeedRevoked(Audited):
    user: User
