"""Where a reader is in a topic, and how closely they follow it."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import db, instant, short

IS_FOLLOWED = text("level IN ('watching', 'tracking')")
LEVELS = ("watching", "tracking", "normal", "muted")  # Surveiller, Suivre, Normal, Silencieux


class TopicReader(db.Model):
    __tablename__ = "topic_readers"
    __table_args__ = (
        CheckConstraint("level IN ('watching', 'tracking', 'normal', 'muted')", name="level"),
        # all that counting what is unread asks of this table
        Index(
            "ix_topic_readers_followed",
            *("user_id", "topic_id", "last_read", "level"),
            sqlite_where=IS_FOLLOWED,
            postgresql_where=IS_FOLLOWED,
        ),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True, index=True)
    last_read: Mapped[int] = mapped_column(default=0)  # the highest number seen
    level: Mapped[short] = mapped_column(default="normal")
    reason: Mapped[str] = mapped_column(String(40), default="")  # replied, created, mentioned, chosen, category, tag
    updated_at: Mapped[instant] = mapped_column(default=now)


class CategoryReader(db.Model):
    """How closely someone follows the topics of a category; no row: as everybody does."""

    __tablename__ = "category_readers"
    __table_args__ = (CheckConstraint("level IN ('watching', 'tracking', 'muted')", name="level"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    category_id: Mapped[int] = mapped_column(
        ForeignKey("categories.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    level: Mapped[short]


class TagReader(db.Model):
    """How closely someone follows the topics that carry a keyword."""

    __tablename__ = "tag_readers"
    __table_args__ = (CheckConstraint("level IN ('watching', 'tracking', 'muted')", name="level"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True, index=True)
    level: Mapped[short]
