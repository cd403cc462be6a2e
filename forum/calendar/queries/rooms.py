"""Rooms and their bookings, for the support team."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.calendar.models import Booking, Room
from forum.core.clock import now
from forum.core.db import db


def rooms() -> list[Room]:
    """Every room, those in use first, by name."""
    return list(db.session.scalars(select(Room).order_by(Room.archived_at.is_not(None), func.lower(Room.name))))


def open_rooms() -> list[Room]:
    """The rooms one may choose, by name."""
    return [room for room in rooms() if room.is_open]


def get_room(room_id: int) -> Room:
    """The room, or 404."""
    return db.get_or_404(Room, room_id)


def get_booking(booking_id: int) -> Booking:
    """The booking, or 404."""
    return db.get_or_404(Booking, booking_id)


def bookings_of(room: Room, past: bool = False) -> list[Booking]:
    """Who has the room from now on, or had it (the last hundred); cancelled ones are left out."""
    wanted = select(Booking).where(Booking.room_id == room.id, Booking.state != "cancelled")
    wanted = wanted.options(joinedload(Booking.requested_by))
    if past:
        return list(
            db.session.scalars(
                wanted.where(Booking.ends_at <= now()).order_by(Booking.starts_at.desc(), Booking.id).limit(100)
            )
        )
    return list(db.session.scalars(wanted.where(Booking.ends_at > now()).order_by(Booking.starts_at, Booking.id)))


def counts_of_bookings() -> dict[int, tuple[int, int]]:
    """For each room with some to come: how many are confirmed, how many are asked for."""
    counted = func.count().filter(Booking.state == "confirmed"), func.count().filter(Booking.state == "requested")
    wanted = select(Booking.room_id, *counted).where(Booking.ends_at > now()).group_by(Booking.room_id)
    return {room_id: (confirmed, requested) for room_id, confirmed, requested in db.session.execute(wanted)}
