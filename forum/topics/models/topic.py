"""A topic: its title, where it stands, and what lists show of it without opening its posts."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.categories.models import Category
from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short

# The states of a request; other topics have none ("").
STATES = ("", "open", "in_progress", "solved", "routed")
IS_WAITING = text("state = 'open'")


class Topic(db.Model):
    __tablename__ = "topics"
    __table_args__ = (
        CheckConstraint("state IN ('', 'open', 'in_progress', 'solved', 'routed')", name="state"),
        Index("ix_topics_category_id_last_posted_at", "category_id", "last_posted_at"),
        Index("ix_topics_category_id_created_at", "category_id", "created_at"),
        Index("ix_topics_pinned_at", "pinned_at"),
        Index("ix_topics_waiting", "category_id", "created_at", sqlite_where=IS_WAITING, postgresql_where=IS_WAITING),
    )

    id: Mapped[key]
    title: Mapped[short]
    slug: Mapped[short]
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[instant] = mapped_column(default=now)

    # kept up to date by actions, so that a list reads one table
    last_number: Mapped[int] = mapped_column(default=0)  # only ever rises: numbers of deleted posts stay taken
    last_posted_at: Mapped[instant] = mapped_column(default=now, index=True)
    last_author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    replies: Mapped[int] = mapped_column(default=0)  # visible messages but the first
    views: Mapped[int] = mapped_column(default=0)
    participants: Mapped[list] = mapped_column(JSON, default=list)  # ids: the author, then at most four, latest last

    state: Mapped[short] = mapped_column(default="")
    routed_to: Mapped[short] = mapped_column(default="")  # « mission DT ARS »
    routed_reason: Mapped[str] = mapped_column(String(1000), default="")
    solution_number: Mapped[int | None]  # the message that answers
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    pinned_at: Mapped[datetime | None] = mapped_column(Instant)
    pinned_everywhere: Mapped[bool] = mapped_column(default=False)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)
    deleted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    is_hidden: Mapped[bool] = mapped_column(default=False)  # out of sight like a deleted one, and never destroyed
    archived_at: Mapped[datetime | None] = mapped_column(Instant)  # read-only, found by searching alone
    numbering: Mapped[int] = mapped_column(default=1)  # rises when its messages get other numbers: see slugs

    category: Mapped[Category] = relationship()
    author: Mapped[User] = relationship(foreign_keys=author_id)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_solved(self) -> bool:
        return self.solution_number is not None

    @property
    def url(self) -> str:
        return f"/t/{self.slug}/{self.id}"
