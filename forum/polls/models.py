"""A poll, its options, who has voted, and what for."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short


class Poll(db.Model):
    """A question put to people; counts are kept beside the votes, under the lock of this row."""

    __tablename__ = "polls"
    __table_args__ = (CheckConstraint("results IN ('always', 'voted', 'closed')", name="results"),)

    id: Mapped[key]
    question: Mapped[short]
    is_multiple: Mapped[bool] = mapped_column(default=False)
    is_secret: Mapped[bool] = mapped_column(default=True)  # nobody is shown who voted for what
    # who sees them: everybody; whoever has voted; nobody before the end
    results: Mapped[short] = mapped_column(default="always")
    group_ids: Mapped[list] = mapped_column(JSON, default=list)  # who may vote; none: everybody who may answer
    closes_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)  # by hand
    voters: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[instant] = mapped_column(default=now)

    options: Mapped[list["PollOption"]] = relationship(
        order_by="PollOption.position", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and (self.closes_at is None or self.closes_at > now())


class PollOption(db.Model):
    __tablename__ = "poll_options"
    __table_args__ = (UniqueConstraint("poll_id", "position"),)

    id: Mapped[key]
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id", ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(200))
    votes: Mapped[int] = mapped_column(default=0)


class PollVote(db.Model):
    """One person's vote for one option; of a poll with a single choice, ``only`` keeps a second one out."""

    __tablename__ = "poll_votes"
    __table_args__ = (UniqueConstraint("poll_id", "user_id", "only"),)

    option_id: Mapped[int] = mapped_column(ForeignKey("poll_options.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id", ondelete="CASCADE"))
    only: Mapped[int]  # 0 where one may choose one; the option where several
    created_at: Mapped[instant] = mapped_column(default=now)
