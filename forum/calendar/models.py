"""Rooms and who has them when; the private addresses of the calendar; the invitations that were sent."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short


class Room(db.Model):
    """A place that is booked. ``lock_version`` is what two bookings at once wait on (``actions.held``)."""

    __tablename__ = "rooms"

    id: Mapped[key]
    name: Mapped[short]
    address: Mapped[str] = mapped_column(String(500), default="")
    access: Mapped[str] = mapped_column(Text, default="")  # how to get there
    capacity: Mapped[int | None]
    contact_name: Mapped[short] = mapped_column(default="")
    contact_phone: Mapped[short] = mapped_column(default="")
    contact_email: Mapped[str] = mapped_column(String(320), default="")
    note: Mapped[str] = mapped_column(Text, default="")  # for the support team alone
    lock_version: Mapped[int] = mapped_column(default=0)
    archived_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def is_open(self) -> bool:
        return self.archived_at is None


class Booking(db.Model):
    """A room, from one instant to another. Two that are confirmed never overlap in one room."""

    __tablename__ = "bookings"
    __table_args__ = (
        CheckConstraint("state IN ('requested', 'confirmed', 'cancelled')", name="state"),
        CheckConstraint("ends_at > starts_at", name="order"),
        Index("ix_bookings_room_id_starts_at", "room_id", "starts_at"),
    )

    id: Mapped[key]
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    title: Mapped[short]
    starts_at: Mapped[instant]
    ends_at: Mapped[instant]
    state: Mapped[short] = mapped_column(default="requested")
    note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[instant] = mapped_column(default=now)
    updated_at: Mapped[instant] = mapped_column(default=now)
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    room: Mapped[Room] = relationship()
    requested_by: Mapped[User | None] = relationship()

    @property
    def is_confirmed(self) -> bool:
        return self.state == "confirmed"

    @property
    def is_cancelled(self) -> bool:
        return self.state == "cancelled"


class Feed(db.Model):
    """The private address at which someone's calendar is read; the row keeps the hash of its secret."""

    __tablename__ = "calendar_feeds"

    id: Mapped[key]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[instant] = mapped_column(default=now)
    last_used_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    user: Mapped[User] = relationship()


class Sent(db.Model):
    """The last message about an event that was sent to a person: what the next one must be newer than."""

    __tablename__ = "calendar_sends"
    __table_args__ = (UniqueConstraint("uid", "email"),)

    id: Mapped[key]
    uid: Mapped[short]
    email: Mapped[str] = mapped_column(String(320))
    sequence: Mapped[int]
    method: Mapped[str] = mapped_column(String(20))
    sent_at: Mapped[instant] = mapped_column(default=now)
