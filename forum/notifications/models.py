"""Notifications and the switches."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short
from forum.meetings.models import Meeting
from forum.topics.models import Post, Topic


class Notification(db.Model):
    """Something one person is told once."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("user_id", "kind", "post_id"),
        Index("ix_notifications_user_id_read_at", "user_id", "read_at"),
        Index("ix_notifications_user_id_created_at", "user_id", "created_at"),
    )

    id: Mapped[key]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[short]  # one of kinds.KINDS
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), index=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    data: Mapped[dict] = mapped_column(
        JSON, default=dict
    )  # about a meeting: its title, the address, what else is named
    created_at: Mapped[instant] = mapped_column(default=now)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    actor: Mapped[User | None] = relationship(foreign_keys=actor_id)
    topic: Mapped[Topic | None] = relationship()
    post: Mapped[Post | None] = relationship()
    meeting: Mapped[Meeting | None] = relationship()


class MailSwitch(db.Model):
    """A kind of notification that a person wants, or does not want, by mail; no row: the default of the kind."""

    __tablename__ = "mail_switches"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    is_on: Mapped[bool]
