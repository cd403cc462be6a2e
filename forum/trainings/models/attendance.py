"""Who was there, half-day by half-day, and the certificates that say so."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, instant, key, short
from forum.trainings.models.registration import Registration
from forum.trainings.models.training import Slot


class Signature(db.Model):
    """Someone was there for a half-day; what is certified is the sum of these."""

    __tablename__ = "training_signatures"
    __table_args__ = (CheckConstraint("how IN ('scan', 'tap', 'paper')", name="how"),)

    slot_id: Mapped[int] = mapped_column(ForeignKey("training_slots.id"), primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), primary_key=True, index=True)
    at: Mapped[instant] = mapped_column(default=now)
    how: Mapped[short] = mapped_column(default="tap")  # the QR code, the list on a phone, the sheet typed in later
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    slot: Mapped[Slot] = relationship()
    registration: Mapped[Registration] = relationship()
    noted_by: Mapped[User] = relationship()


class CertificateYear(db.Model):
    """The last number given in a year; taken with one UPDATE … RETURNING, so none is given twice."""

    __tablename__ = "certificate_years"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)


class Certificate(db.Model):
    """What the provider certifies: ``facts`` is all that the paper says, ``digest`` its SHA-256.

    A row never changes but to say which one supersedes it.
    """

    __tablename__ = "training_certificates"
    __table_args__ = (CheckConstraint("minutes > 0", name="minutes"),)

    id: Mapped[key]
    number: Mapped[short] = mapped_column(unique=True)  # « 2026-0042 »
    code: Mapped[short] = mapped_column(unique=True)  # opaque: the address at which anyone verifies it
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), index=True)
    minutes: Mapped[int]  # the sum of the signed half-days
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    template: Mapped[short]  # the wording in force that day
    issued_at: Mapped[instant] = mapped_column(default=now)
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("training_certificates.id"))
    registration: Mapped[Registration] = relationship()
    superseded_by: Mapped["Certificate | None"] = relationship(remote_side="Certificate.id")
