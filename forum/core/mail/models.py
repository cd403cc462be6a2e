"""The outbox."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short

STATES = ("queued", "sending", "sent", "failed")


class OutboxMail(db.Model):
    """A mail to send or sent; its words are erased once it has left for a month (``delivery.purge``)."""

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'sending', 'sent', 'failed')", name="state"),
        Index("ix_outbox_state_next_try_at", "state", "next_try_at"),
    )

    id: Mapped[key]
    kind: Mapped[short]  # what it is about: « notifications.reply »
    recipient: Mapped[str] = mapped_column(String(320), index=True)
    message_id: Mapped[short] = mapped_column(unique=True)
    subject: Mapped[str] = mapped_column(String(500))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    headers: Mapped[dict] = mapped_column(JSON, default=dict)
    calendar: Mapped[str | None] = mapped_column(Text)  # an invitation, as text/calendar
    state: Mapped[short] = mapped_column(default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[instant] = mapped_column(default=now)
    error: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[instant] = mapped_column(default=now)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
