"""Booking a room: two confirmed bookings of one room never overlap, however many ask at once.

Every act here begins by holding the room: its first write is the row lock (on SQLite the writer's lock), and only then
is read what the decision rests on. Several rooms: in the order of their numbers.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from forum.calendar.events import BookingCancelled, BookingConfirmed, BookingMoved, BookingRequested
from forum.calendar.models import Booking, Room
from forum.calendar.words import span
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.core.i18n import lazy


class Taken(Exception):
    """Someone else has the room: ``booking``; ``sentence`` says when and for what."""

    def __init__(self, booking: Booking):
        self.booking = booking
        when = span(booking.starts_at, booking.ends_at)
        self.sentence = lazy("Cette salle est déjà réservée le %(when)s : %(title)s.", when=when, title=booking.title)
        super().__init__(f"booking {booking.id}")

    def __str__(self) -> str:
        return str(self.sentence)


class Ended(Exception):
    """A cancelled booking comes back as a new one."""

    sentence = lazy("Cette réservation est annulée : faites-en une nouvelle.")

    def __str__(self) -> str:
        return str(self.sentence)


def request_booking(
    room: Room, title: str, starts_at: datetime, ends_at: datetime, by: Any, note: str = "", confirm: bool = False
) -> Booking:
    """Ask for the room; with ``confirm`` it is had at once, or Taken. A request may overlap what is confirmed."""
    _hold(room.id)
    if confirm:
        _check_free(room.id, starts_at, ends_at)
    booking = Booking(room_id=room.id, title=title, starts_at=starts_at, ends_at=ends_at, note=note)
    booking.state = "confirmed" if confirm else "requested"
    booking.requested_by_id = getattr(by, "id", None)
    db.session.add(booking)
    db.session.flush()
    emit((BookingConfirmed if confirm else BookingRequested)(booking, actor=by, after=_facts(booking)))
    return booking


def confirm_booking(booking: Booking, by: Any) -> None:
    """The room is promised; Taken when it is someone else's by now."""
    _hold_for(booking)
    if booking.is_confirmed:
        return
    if booking.is_cancelled:
        raise Ended
    _check_free(booking.room_id, booking.starts_at, booking.ends_at)
    _change(booking, state="confirmed")
    emit(BookingConfirmed(booking, actor=by, before={"state": "requested"}, after=_facts(booking)))


def move_booking(
    booking: Booking, starts_at: datetime, ends_at: datetime, by: Any, room: Room | None = None, **words: str
) -> None:
    """Other times, another room, other ``words`` (title, note); what was confirmed stays so, or Taken and nothing has
    changed."""
    _hold_for(booking, *([room.id] if room else []))
    target = room.id if room else booking.room_id
    if booking.is_cancelled:
        raise Ended
    if booking.is_confirmed:
        _check_free(target, starts_at, ends_at, but=booking.id)
    before = _facts(booking)
    _change(booking, room_id=target, starts_at=starts_at, ends_at=ends_at, **words)
    db.session.expire(booking, ["room"])
    emit(BookingMoved(booking, actor=by, before=before, after=_facts(booking)))


def cancel_booking(booking: Booking, by: Any) -> None:
    """The room is free again; a second time changes nothing."""
    _hold_for(booking)
    if booking.is_cancelled:
        return
    before = booking.state
    _change(booking, state="cancelled")
    emit(BookingCancelled(booking, actor=by, before={"state": before}, after={"state": "cancelled"}))


def overlapping(room_id: int, starts_at: datetime, ends_at: datetime, but: int | None = None) -> Booking | None:
    """The first confirmed booking that shares a moment with these times; one may begin when the other ends."""
    shared = (Booking.starts_at < ends_at, Booking.ends_at > starts_at, Booking.id != (but or 0))
    wanted = select(Booking).where(Booking.room_id == room_id, Booking.state == "confirmed", *shared)
    return db.session.scalar(wanted.order_by(Booking.starts_at).limit(1), execution_options={"populate_existing": True})


def _check_free(room_id: int, starts_at: datetime, ends_at: datetime, but: int | None = None) -> None:
    if other := overlapping(room_id, starts_at, ends_at, but):
        raise Taken(other)


def _hold_for(booking: Booking, *others: int) -> None:
    """Hold the booking's room (and ``others``), and read the booking as it is now that everybody else waits."""
    held: set[int] = set()
    while booking.room_id not in held:  # it may have been moved while we waited for the room it was in
        for room_id in sorted({booking.room_id, *others} - held):
            _hold(room_id)
            held.add(room_id)
        db.session.refresh(booking)


def _hold(room_id: int) -> None:
    """Make whoever books this room wait until we have committed."""
    version = update(Room).where(Room.id == room_id).values(lock_version=Room.lock_version + 1)
    db.session.execute(version, execution_options={"synchronize_session": False})


def _change(booking: Booking, **values: Any) -> None:
    for name, value in values.items():
        setattr(booking, name, value)
    booking.updated_at = now()
    db.session.flush()


def _facts(booking: Booking) -> dict[str, Any]:
    return {
        "room": booking.room_id,
        "state": booking.state,
        "starts": booking.starts_at.isoformat(),
        "ends": booking.ends_at.isoformat(),
    }
