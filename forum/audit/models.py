"""The audit log."""

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, instant, key, short


class AuditEntry(db.Model):
    """One act. ``before`` and ``after`` hold small facts, never the text of a message."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_subject_kind_subject_id", "subject_kind", "subject_id"),)

    id: Mapped[key]
    at: Mapped[instant] = mapped_column(default=now, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    verb: Mapped[short]  # the event's class: « TopicClosed »
    subject_kind: Mapped[short]
    subject_id: Mapped[int | None]
    before: Mapped[dict] = mapped_column(JSON, default=dict)
    after: Mapped[dict] = mapped_column(JSON, default=dict)
    actor: Mapped[User | None] = relationship()
