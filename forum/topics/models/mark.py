"""What a person leaves on a message: thanks, which everybody sees, and a bookmark, which is theirs alone."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import Instant, db, instant
from forum.topics.models.post import Post


class Thanks(db.Model):
    """« Merci », once a person and message."""

    __tablename__ = "thanks"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    created_at: Mapped[instant] = mapped_column(default=now)


class Bookmark(db.Model):
    """A message that its owner wants to find again, with a word for themselves and a date to be reminded of it."""

    __tablename__ = "bookmarks"
    __table_args__ = (Index("ix_bookmarks_remind_at", "remind_at"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True, index=True)
    note: Mapped[str] = mapped_column(String(300), default="")
    remind_at: Mapped[datetime | None] = mapped_column(Instant)  # none, or done
    created_at: Mapped[instant] = mapped_column(default=now)

    user: Mapped[User] = relationship()
    post: Mapped[Post] = relationship()
