"""Looking after rooms."""

from typing import Any

from forum.calendar.events import RoomArchived, RoomChanged, RoomCreated, RoomReopened
from forum.calendar.models import Room
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit

FACTS = ("name", "address", "capacity")  # what the audit log keeps; contacts and notes stay out of it


def create_room(by: Any, **values: Any) -> Room:
    room = Room(**values)
    db.session.add(room)
    db.session.flush()
    emit(RoomCreated(room, actor=by, after={"name": room.name}))
    return room


def change_room(room: Room, by: Any, **values: Any) -> None:
    """Correct what is said of the room; nothing happens to its bookings."""
    before = {name: getattr(room, name) for name in FACTS}
    for name, value in values.items():
        setattr(room, name, value)
    db.session.flush()
    changed = [name for name in FACTS if getattr(room, name) != before[name]]
    emit(
        RoomChanged(
            room,
            actor=by,
            before={name: before[name] for name in changed},
            after={name: getattr(room, name) for name in changed},
        )
    )


def archive_room(room: Room, by: Any) -> None:
    """The room is offered no longer; what is booked stays."""
    if room.is_open:
        room.archived_at = now()
        db.session.flush()
        emit(RoomArchived(room, actor=by, after={"name": room.name}))


def reopen_room(room: Room, by: Any) -> None:
    if not room.is_open:
        room.archived_at = None
        db.session.flush()
        emit(RoomReopened(room, actor=by, after={"name": room.name}))
