"""Who takes a seat, who waits for one, what they were asked, and all that happened to it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short
from forum.directory.models import Establishment
from forum.trainings.models.training import Training, TrainingSession

HOLDING = ("pending", "confirmed", "attended", "no_show")  # a seat
LIVE = ("pending", "confirmed", "waitlisted")  # one per person and action
REASONS = (
    "",
    "withdrawn",  # by the person
    "refused",  # by the person, whom a colleague had registered
    "registrar",  # by whom they were registered
    "organiser",
    "unconfirmed",  # the link of the mail was not used in time
    "turned_down",  # not approved
    "offer_lapsed",
    "offer_declined",
    "moved",  # to another session; the new row says from which
    "session",  # the session is cancelled
    "unseated",  # still waiting, or not settled, when the session took place
    "left",  # the person left the network
)

IS_LIVE = text("state IN ('pending', 'confirmed', 'waitlisted')")
IS_WAITING = text("state = 'waitlisted'")


class RegistrationGroup(db.Model):
    """Colleagues registered in one go. ``is_whole``: all of them get a seat, or all wait for one."""

    __tablename__ = "registration_groups"

    id: Mapped[key]
    session_id: Mapped[int] = mapped_column(ForeignKey("training_sessions.id"), index=True)
    is_whole: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[instant] = mapped_column(default=now)


class Registration(db.Model):
    """One person and one session. Cancelled is the end: who comes back gets a new row.

    ``person`` is who it is («mail folded-name»: mailboxes of services are shared), ``house`` where they work («12», or
    the folded name of an establishment that is not in the directory; empty: not said).
    """

    __tablename__ = "registrations"
    __table_args__ = (
        CheckConstraint(
            "state IN ('pending', 'confirmed', 'waitlisted', 'cancelled', 'attended', 'no_show')", name="state"
        ),
        CheckConstraint("pending_for IN ('', 'mail', 'approval', 'offer')", name="pending_for"),
        CheckConstraint("(state = 'pending') = (pending_for <> '')", name="pending"),
        CheckConstraint("(state = 'waitlisted') = (waitlist_pos IS NOT NULL)", name="waitlisted"),
        CheckConstraint("(state = 'cancelled') = (reason <> '')", name="cancelled"),
        Index(
            "uq_registrations_person",
            "training_id",
            "person",
            unique=True,
            sqlite_where=IS_LIVE,
            postgresql_where=IS_LIVE,
        ),
        Index(
            "uq_registrations_waitlist_pos",
            "session_id",
            "waitlist_pos",
            unique=True,
            sqlite_where=IS_WAITING,
            postgresql_where=IS_WAITING,
        ),
        Index("ix_registrations_session_id_state", "session_id", "state"),
    )

    id: Mapped[key]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("training_sessions.id"))
    state: Mapped[short]
    pending_for: Mapped[short] = mapped_column(default="")
    # of what is pending (mail 2 h, offer 48 h); of who waits: until then they confirm their address
    expires_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    waitlist_pos: Mapped[int | None]  # only rises within a session; the rank is how many wait at it or before
    reason: Mapped[short] = mapped_column(default="")
    note: Mapped[str] = mapped_column(String(500), default="")  # what was said with the last change
    is_reserved: Mapped[bool] = mapped_column(default=False)  # sits on a reserved seat
    person: Mapped[str] = mapped_column(String(520))
    first_name: Mapped[short]
    last_name: Mapped[short]
    email: Mapped[str] = mapped_column(String(320), index=True)  # lower case
    locale: Mapped[str] = mapped_column(String(5), default="")
    function: Mapped[short] = mapped_column(default="")
    establishment_id: Mapped[int | None] = mapped_column(
        ForeignKey("establishments.id", ondelete="SET NULL"), index=True
    )
    establishment_name: Mapped[short] = mapped_column(default="")  # as typed, or as it was called then
    department: Mapped[str] = mapped_column(String(3), default="")
    house: Mapped[short] = mapped_column(default="")
    needs: Mapped[str] = mapped_column(String(1000), default="")  # accessibility, meals: purged after the session
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)  # when the person is a member
    registered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)  # when somebody else did
    group_id: Mapped[int | None] = mapped_column(ForeignKey("registration_groups.id"), index=True)
    moved_from_id: Mapped[int | None] = mapped_column(ForeignKey("registrations.id"))
    code: Mapped[short] = mapped_column(unique=True)  # opaque: what the QR code of the day carries
    created_at: Mapped[instant] = mapped_column(default=now)
    changed_at: Mapped[instant] = mapped_column(default=now)
    reminded: Mapped[short] = mapped_column(default="")  # the last of « D-15 », « D-7 », « D-1 » that left
    training: Mapped[Training] = relationship()
    session: Mapped[TrainingSession] = relationship()
    establishment: Mapped[Establishment | None] = relationship(lazy="raise_on_sql")
    user: Mapped[User | None] = relationship(foreign_keys=user_id)
    registered_by: Mapped[User | None] = relationship(foreign_keys=registered_by_id)
    group: Mapped[RegistrationGroup | None] = relationship()

    @property
    def display_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def holds_seat(self) -> bool:
        return self.state in HOLDING

    @property
    def standing(self) -> str:
        """The state, and what it is pending for: « confirmed », « pending:offer »."""
        return f"{self.state}:{self.pending_for}" if self.pending_for else self.state

    @property
    def awaits_address(self) -> bool:
        """A visitor who has not used the link of their mail yet, with a seat or waiting for one."""
        return self.pending_for == "mail" or (self.state == "waitlisted" and self.expires_at is not None)


class RegistrationEvent(db.Model):
    """One change of a registration; all of them in order give its state."""

    __tablename__ = "registration_events"

    id: Mapped[key]
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), index=True)
    at: Mapped[instant] = mapped_column(default=now)
    state: Mapped[short]  # after it
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # pending_for, reason, waitlist_pos after it
    note: Mapped[str] = mapped_column(String(500), default="")
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class TrainingQuestion(db.Model):
    """Something that registrants are asked besides; it says what for, and how long the answers are kept."""

    __tablename__ = "training_questions"
    __table_args__ = (CheckConstraint("kind IN ('text', 'long_text', 'choice', 'yes_no')", name="kind"),)

    id: Mapped[key]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[short] = mapped_column(default="text")
    wording: Mapped[str] = mapped_column(String(500))
    purpose: Mapped[str] = mapped_column(String(500))  # « Pour commander les repas »
    choices: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_required: Mapped[bool] = mapped_column(default=False)
    purge_on: Mapped[date] = mapped_column(Date)
    archived_at: Mapped[datetime | None] = mapped_column(Instant)


class RegistrationAnswer(db.Model):
    """What a registrant answered to a question."""

    __tablename__ = "registration_answers"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("training_questions.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    value: Mapped[str] = mapped_column(Text)
