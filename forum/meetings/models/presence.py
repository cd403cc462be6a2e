"""Who says they come, who came; workshops within a meeting and the seats in them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short
from forum.meetings.models.meeting import Meeting

ANSWERS = ("", "yes", "maybe", "no", "represented")  # before: what people say
SEEN = ("", "present", "excused", "absent", "represented")  # after: what was seen


class Presence(db.Model):
    """One person and one meeting: what they answered, and what was seen on the day. The two are kept apart."""

    __tablename__ = "presences"
    __table_args__ = (
        CheckConstraint("answer IN ('', 'yes', 'maybe', 'no', 'represented')", name="answer"),
        CheckConstraint("seen IN ('', 'present', 'excused', 'absent', 'represented')", name="seen"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    answer: Mapped[short] = mapped_column(default="")
    substitute: Mapped[short] = mapped_column(default="")  # the colleague who comes instead, as named by the person
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # when that colleague is a member
    note: Mapped[str] = mapped_column(String(500), default="")  # « J’arrive à 11 h », for organisers
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    ask_again: Mapped[bool] = mapped_column(default=False)  # the meeting moved since
    seen: Mapped[short] = mapped_column(default="")
    seen_at: Mapped[datetime | None] = mapped_column(Instant)
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    meeting: Mapped[Meeting] = relationship()
    user: Mapped[User] = relationship(foreign_keys=user_id)


class Workshop(db.Model):
    """A part of a meeting that people sign up for; its times are wall times within the meeting's day."""

    __tablename__ = "workshops"
    __table_args__ = (
        CheckConstraint("ends > starts", name="order"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity"),
    )

    id: Mapped[key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    title: Mapped[short]
    description: Mapped[str] = mapped_column(String(2000), default="")
    leader: Mapped[short] = mapped_column(default="")  # who animates it
    place: Mapped[short] = mapped_column(default="")
    starts: Mapped[datetime] = mapped_column(DateTime)
    ends: Mapped[datetime] = mapped_column(DateTime)
    capacity: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)  # rises with every edit, its own or its meeting's
    created_at: Mapped[instant] = mapped_column(default=now)
    meeting: Mapped[Meeting] = relationship()


class WorkshopSeat(db.Model):
    """Someone signed up for a workshop; never for two at the same time."""

    __tablename__ = "workshop_seats"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    taken_at: Mapped[instant] = mapped_column(default=now)
    workshop: Mapped[Workshop] = relationship()
    user: Mapped[User] = relationship()
