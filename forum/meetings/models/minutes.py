"""The minutes of a meeting and every text they ever had."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short
from forum.meetings.models.meeting import Meeting
from forum.uploads.models import Upload

BLOCK_KINDS = ("information", "decision", "action")


class Minutes(db.Model):
    """The minutes of one meeting; their words are in the revisions: ``number`` the latest, ``published_number`` the one
    that members read."""

    __tablename__ = "minutes"
    __table_args__ = (CheckConstraint("state IN ('draft', 'review', 'approved', 'published')", name="state"),)

    id: Mapped[key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), unique=True)
    # draft → review → approved → published; approved and review may go back to draft
    state: Mapped[short] = mapped_column(default="draft")
    number: Mapped[int] = mapped_column(default=0)
    published_number: Mapped[int | None]
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))  # in the meeting's topic
    created_at: Mapped[instant] = mapped_column(default=now)
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    meeting: Mapped[Meeting] = relationship()

    @property
    def is_published(self) -> bool:
        return self.published_number is not None


class MinutesRevision(db.Model):
    """One save, never changed afterwards.

    ``blocks`` is a list of ``{"id": str, "kind": one of BLOCK_KINDS, "item_id": int | None, "title": str,
    "text": Markdown, "html": cooked, "owner_id": int | None, "owner": str, "due": "YYYY-MM-DD" | "",
    "dimension_id": int | None}``; a block keeps its id from revision to revision.
    """

    __tablename__ = "minutes_revisions"
    __table_args__ = (UniqueConstraint("minutes_id", "number"),)

    id: Mapped[key]
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"))
    number: Mapped[int]  # from 1
    base: Mapped[int] = mapped_column(default=0)  # the revision its writer started from
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    saved_at: Mapped[instant] = mapped_column(default=now)
    reason: Mapped[str] = mapped_column(String(500), default="")  # of an amendment: why, shown to readers
    blocks: Mapped[list] = mapped_column(JSON, default=list)
    recipe: Mapped[int] = mapped_column(default=0)  # the version of markup.RECIPE that cooked it
    author: Mapped[User] = relationship()


class MinutesUpload(db.Model):
    """A file that a revision shows: who reads the revision opens the file."""

    __tablename__ = "minutes_uploads"

    revision_id: Mapped[int] = mapped_column(ForeignKey("minutes_revisions.id", ondelete="CASCADE"), primary_key=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey(Upload.id), primary_key=True, index=True)


class MinutesCorrection(db.Model):
    """What a member proposes to put right in published minutes, and what became of it."""

    __tablename__ = "minutes_corrections"
    __table_args__ = (CheckConstraint("state IN ('proposed', 'accepted', 'declined')", name="state"),)

    id: Mapped[key]
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"), index=True)
    block_id: Mapped[short] = mapped_column(default="")  # which block; empty: the whole
    number: Mapped[int]  # the revision that was read
    text: Mapped[str] = mapped_column(String(2000))  # in the member's plain words
    state: Mapped[short] = mapped_column(default="proposed")
    answer: Mapped[str] = mapped_column(String(1000), default="")  # the word of whoever settled it
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    proposed_at: Mapped[instant] = mapped_column(default=now)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    minutes: Mapped[Minutes] = relationship()
    proposed_by: Mapped[User] = relationship(foreign_keys=proposed_by_id)

    @property
    def is_open(self) -> bool:
        return self.state == "proposed"
