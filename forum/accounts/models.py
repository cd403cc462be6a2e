"""People, the sessions they opened, the links mailed to them, the invitations."""

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.signature import hue_of, signature
from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short
from forum.directory.models import Establishment

ROLES = ("member", "organiser", "administrator")
STATES = ("unconfirmed", "pending", "active", "left", "erased")


class User(UserMixin, db.Model):
    """A person. ``state`` says how far they have come, ``role`` what they may do once active."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("role IN ('member', 'organiser', 'administrator')", name="role"),
        CheckConstraint("state IN ('unconfirmed', 'pending', 'active', 'left', 'erased')", name="state"),
    )

    id: Mapped[key]
    username: Mapped[short] = mapped_column(unique=True)  # prenom.nom
    first_name: Mapped[short]
    last_name: Mapped[short]
    function: Mapped[short] = mapped_column(default="")
    email: Mapped[str] = mapped_column(String(320), unique=True)  # lower case
    password_hash: Mapped[str | None] = mapped_column(String(200))
    role: Mapped[short] = mapped_column(default="member")
    state: Mapped[short] = mapped_column(default="unconfirmed", index=True)
    establishment_id: Mapped[int | None] = mapped_column(ForeignKey("establishments.id"), index=True)
    charter_accepted_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    admitted_at: Mapped[datetime | None] = mapped_column(Instant)
    suspended_until: Mapped[datetime | None] = mapped_column(Instant)
    suspension_reason: Mapped[str] = mapped_column(String(500), default="")
    locale: Mapped[str] = mapped_column(String(5), default="")
    theme: Mapped[str] = mapped_column(String(5), default="")
    density: Mapped[str] = mapped_column(String(10), default="")
    about: Mapped[str] = mapped_column(String(1000), default="")
    created_at: Mapped[instant] = mapped_column(default=now)
    last_seen_at: Mapped[datetime | None] = mapped_column(Instant)
    previous_visit_at: Mapped[datetime | None] = mapped_column(Instant)  # end of the visit before this one
    establishment: Mapped[Establishment | None] = relationship(lazy="raise_on_sql")

    session_token = ""  # of the browser this row was loaded for; never stored in clear
    workplace = ""  # the establishment's label, filled in for the viewer

    def __eq__(self, other: object) -> bool:
        """A row is itself; Flask-Login compares what cookies carry, which is nothing for all who are not the viewer."""
        return self is other

    __hash__ = object.__hash__

    def get_id(self) -> str | None:  # type: ignore[override]
        """What the browser's cookie carries: the secret of its session, not the number of the person."""
        return self.session_token or None

    @property
    def is_active(self) -> bool:
        """May this person be signed in at all?"""
        return self.state in ("pending", "active") and not self.is_suspended

    @property
    def is_member(self) -> bool:
        return self.state == "active" and not self.is_suspended

    @property
    def is_organiser(self) -> bool:
        """Organisers and administrators: the support team."""
        return self.is_member and self.role in ("organiser", "administrator")

    @property
    def is_administrator(self) -> bool:
        return self.is_member and self.role == "administrator"

    @property
    def is_suspended(self) -> bool:
        return self.suspended_until is not None and self.suspended_until > now()

    @property
    def display_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def initials(self) -> str:
        return f"{self.first_name[:1]}{self.last_name[:1]}".upper()

    @property
    def hue(self) -> int:
        """The colour of the initials, 1 to 6."""
        return hue_of(self.id)

    @property
    def signature(self) -> str:
        """« Directrice, D-ITEP Les Trois Ponts (Aude) »; the viewer's own (others' come from ``queries.names``)."""
        return signature(self.function, self.workplace, self.state)


class UserSession(db.Model):
    """A browser that is signed in; deleting the row signs it out, wherever its cookie was copied."""

    __tablename__ = "user_sessions"

    id: Mapped[key]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    browser: Mapped[short] = mapped_column(default="")
    created_at: Mapped[instant] = mapped_column(default=now)
    last_seen_at: Mapped[instant] = mapped_column(default=now)
    expires_at: Mapped[instant]
    user: Mapped[User] = relationship()


class MailedLink(db.Model):
    """A secret link sent by mail, kept as a hash: single use, expires, dies when a newer one is issued."""

    __tablename__ = "mailed_links"
    __table_args__ = (CheckConstraint("purpose IN ('confirm', 'sign_in', 'reset', 'change_email')", name="purpose"),)

    id: Mapped[key]
    purpose: Mapped[short]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(320))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[instant] = mapped_column(default=now)
    expires_at: Mapped[instant]
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    user: Mapped[User] = relationship()


class Invitation(db.Model):
    """An address that an organiser vouches for; bound to it, whoever holds the link."""

    __tablename__ = "invitations"

    id: Mapped[key]
    email: Mapped[str] = mapped_column(String(320), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    first_name: Mapped[short] = mapped_column(default="")
    last_name: Mapped[short] = mapped_column(default="")
    function: Mapped[short] = mapped_column(default="")
    establishment_id: Mapped[int | None] = mapped_column(ForeignKey("establishments.id"))
    groups: Mapped[list] = mapped_column(JSON, default=list)  # slugs, joined at admission
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[instant] = mapped_column(default=now)
    expires_at: Mapped[instant]
    accepted_at: Mapped[datetime | None] = mapped_column(Instant)
