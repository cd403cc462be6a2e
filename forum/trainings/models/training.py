"""A training action, its sessions, the half-days of a session, the files on its page."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short
from forum.uploads.models import Upload


class Training(db.Model):
    """A training action, described once; its sessions are the same day at other places.

    ``texts`` holds what is said under each of ``mentions.MENTIONS`` (Markdown), ``html`` the same, cooked.
    """

    __tablename__ = "trainings"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'published', 'archived')", name="state"),
        CheckConstraint("modality IN ('in_person', 'remote', 'mixed')", name="modality"),
        CheckConstraint("minutes > 0", name="minutes"),
    )

    id: Mapped[key]
    slug: Mapped[short] = mapped_column(unique=True)
    title: Mapped[short]
    summary: Mapped[str] = mapped_column(String(500), default="")
    state: Mapped[short] = mapped_column(default="draft")
    minutes: Mapped[int] = mapped_column(default=420)  # of training: what the half-days of a session add up to
    modality: Mapped[short] = mapped_column(default="in_person")
    nature: Mapped[short] = mapped_column(default="")  # « Action de formation », as certificates say it
    texts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    html: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    provider: Mapped[short] = mapped_column(default="")  # who trains and certifies: the partner, not the network
    provider_address: Mapped[str] = mapped_column(String(500), default="")
    provider_number: Mapped[short] = mapped_column(default="")  # of its declaration of activity
    provider_siret: Mapped[short] = mapped_column(default="")
    provider_signatory: Mapped[short] = mapped_column(default="")  # « Anne Martin, directrice »: signs certificates
    revised_at: Mapped[instant] = mapped_column(default=now)  # the date the page shows
    version: Mapped[int] = mapped_column(default=1)  # rises with every save of the form
    created_at: Mapped[instant] = mapped_column(default=now)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    published_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def url(self) -> str:
        return f"/formations/{self.slug}"

    @property
    def is_published(self) -> bool:
        return self.state == "published"


class TrainingSession(db.Model):
    """One session. ``starts`` and ``ends`` are those of its slots, wall times in ``zone``; ``…_at`` the instants.

    ``lock_version`` rises with the first write of every transaction that counts its seats (``actions.hold``);
    ``version`` with every edit of the form.
    """

    __tablename__ = "training_sessions"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'open', 'closed', 'cancelled', 'held', 'archived')", name="state"),
        CheckConstraint("capacity > 0", name="capacity"),
        CheckConstraint("reserved >= 0 AND reserved <= capacity", name="reserved"),
        CheckConstraint("minimum IS NULL OR minimum > 0", name="minimum"),
        CheckConstraint("per_establishment IS NULL OR per_establishment > 0", name="per_establishment"),
        CheckConstraint("offer_hours IS NULL OR offer_hours > 0", name="offer_hours"),
        CheckConstraint("ends_at > starts_at", name="order"),
        Index("ix_training_sessions_training_id_starts_at", "training_id", "starts_at"),
        Index("ix_training_sessions_starts_at", "starts_at"),
    )

    id: Mapped[key]
    uid: Mapped[short] = mapped_column(unique=True)  # in every calendar that holds it, for ever
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    # draft → open ⇄ closed → held → archived; draft, open and closed → cancelled → archived
    state: Mapped[short] = mapped_column(default="draft")
    starts: Mapped[datetime] = mapped_column(DateTime)
    ends: Mapped[datetime] = mapped_column(DateTime)
    zone: Mapped[short] = mapped_column(default="Europe/Paris")
    starts_at: Mapped[instant]
    ends_at: Mapped[instant]
    city: Mapped[short] = mapped_column(default="")  # « Toulouse »
    department: Mapped[str] = mapped_column(String(3), default="")
    venue: Mapped[short] = mapped_column(default="")  # « Salle du Lac »; empty: « à confirmer »
    address: Mapped[str] = mapped_column(String(500), default="")
    access: Mapped[str] = mapped_column(Text, default="")
    trainer: Mapped[short] = mapped_column(default="")
    capacity: Mapped[int]
    minimum: Mapped[int | None]  # fewer, and organisers are warned that it may not take place
    per_establishment: Mapped[int | None]
    reserved: Mapped[int] = mapped_column(default=0)  # of the capacity, seats that organisers alone give
    needs_approval: Mapped[bool] = mapped_column(default=False)
    has_waitlist: Mapped[bool] = mapped_column(default=True)
    offer_hours: Mapped[int | None]  # a seat that frees itself is offered for so long (48); None: given at once
    opens_at: Mapped[datetime | None] = mapped_column(Instant)
    closes_at: Mapped[datetime | None] = mapped_column(Instant)
    cancel_until: Mapped[datetime | None] = mapped_column(Instant)  # people change or cancel by themselves until then
    sequence: Mapped[int] = mapped_column(default=0)  # rises iff time, place or state change
    lock_version: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[instant] = mapped_column(default=now)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    modified_at: Mapped[instant] = mapped_column(default=now)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled_reason: Mapped[str] = mapped_column(String(500), default="")
    convened_at: Mapped[datetime | None] = mapped_column(Instant)  # the convocations left
    training: Mapped[Training] = relationship()
    slots: Mapped[list["Slot"]] = relationship(order_by="Slot.starts", cascade="all, delete-orphan")

    @property
    def url(self) -> str:
        return f"/formations/sessions/{self.id}"

    @property
    def day(self) -> date:
        return self.starts.date()

    @property
    def last_day(self) -> date:
        return self.ends.date()

    @property
    def place(self) -> str:
        """« Salle du Lac, Toulouse »."""
        return ", ".join(filter(None, (self.venue, self.city)))

    @property
    def general(self) -> int:
        """Seats for everyone."""
        return self.capacity - self.reserved

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"

    @property
    def is_cancelled(self) -> bool:
        return self.state == "cancelled"

    @property
    def is_over(self) -> bool:
        return self.state in ("held", "archived")

    @property
    def takes_registrations(self) -> bool:
        """May people register by themselves now? Not once its training is offered no more."""
        if self.state != "open" or (self.opens_at and now() < self.opens_at) or not self.training.is_published:
            return False
        return now() < min(self.closes_at or self.starts_at, self.starts_at)

    @property
    def fills_up(self) -> bool:
        """Does whoever waits get the seats that become free? Until it begins."""
        return self.state in ("open", "closed") and now() < self.starts_at

    @property
    def takes_changes(self) -> bool:
        """May whoever has a seat still change or cancel by themselves?"""
        return self.fills_up and now() < (self.cancel_until or self.starts_at)


class Slot(db.Model):
    """A half-day of a session, wall times in the session's zone: what is signed, and certified."""

    __tablename__ = "training_slots"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="order"),)

    id: Mapped[key]
    session_id: Mapped[int] = mapped_column(ForeignKey("training_sessions.id", ondelete="CASCADE"), index=True)
    starts: Mapped[datetime] = mapped_column(DateTime)
    ends: Mapped[datetime] = mapped_column(DateTime)
    starts_at: Mapped[instant]
    ends_at: Mapped[instant]

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


class TrainingDocument(db.Model):
    """A file on the page of a training action (« Programme détaillé »), for everyone who sees the page."""

    __tablename__ = "training_documents"

    id: Mapped[key]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id", ondelete="CASCADE"), index=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey("uploads.id"), index=True)
    title: Mapped[short] = mapped_column(default="")  # empty: the name of the file
    position: Mapped[int] = mapped_column(default=0)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[instant] = mapped_column(default=now)
    training: Mapped[Training] = relationship()
    upload: Mapped[Upload] = relationship()

    @property
    def name(self) -> str:
        return self.title or self.upload.name
