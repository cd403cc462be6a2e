"""What a meeting leaves behind: decisions in a register, actions with an owner and a date."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.core.clock import now, today
from forum.core.db import db, instant, key, short
from forum.directory.models import Dimension
from forum.meetings.models.meeting import Meeting
from forum.uploads.models import Upload

DECISION_STATES = ("in_force", "superseded", "withdrawn")
ACTION_STATES = ("open", "doing", "done", "dropped")


class Decision(db.Model):
    """One decision, numbered for ever when its minutes are published: ``D-2021-10-06-3``."""

    __tablename__ = "decisions"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        UniqueConstraint("meeting_id", "block"),
        CheckConstraint("state IN ('in_force', 'superseded', 'withdrawn')", name="state"),
    )

    id: Mapped[key]
    code: Mapped[short] = mapped_column(unique=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]  # order in the meeting; never given twice
    block: Mapped[short]  # the id of the block of the minutes that says it
    text: Mapped[str] = mapped_column(Text)  # Markdown
    html: Mapped[str] = mapped_column(Text)
    dimension_id: Mapped[int | None] = mapped_column(ForeignKey("dimensions.id"), index=True)
    state: Mapped[short] = mapped_column(default="in_force")
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    created_at: Mapped[instant] = mapped_column(default=now)
    meeting: Mapped[Meeting] = relationship()
    dimension: Mapped[Dimension | None] = relationship()
    superseded_by: Mapped["Decision | None"] = relationship(remote_side="Decision.id")

    @property
    def url(self) -> str:
        return f"/reunions/decisions/{self.id}"


class Action(db.Model):
    """What somebody does until a day; the owner is a member, or named in words (« Toutes les directions »)."""

    __tablename__ = "actions"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        UniqueConstraint("meeting_id", "block"),
        CheckConstraint("state IN ('open', 'doing', 'done', 'dropped')", name="state"),
        Index("ix_actions_state_due", "state", "due"),
    )

    id: Mapped[key]
    code: Mapped[short] = mapped_column(unique=True)  # « A-2021-10-06-2 »
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    block: Mapped[short]
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    dimension_id: Mapped[int | None] = mapped_column(ForeignKey("dimensions.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    owner: Mapped[short] = mapped_column(default="")  # in words, when it is not one member
    due: Mapped[date | None] = mapped_column(Date)
    state: Mapped[short] = mapped_column(default="open")
    comment: Mapped[str] = mapped_column(String(2000), default="")  # what was done; « done » wants it or a file
    upload_id: Mapped[int | None] = mapped_column(ForeignKey("uploads.id"))
    reminded_before: Mapped[date | None] = mapped_column(Date)  # the due date that D-7 was sent for
    reminded_after: Mapped[date | None] = mapped_column(Date)  # the due date that D+1 was sent for
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[instant] = mapped_column(default=now)
    changed_at: Mapped[instant] = mapped_column(default=now)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    meeting: Mapped[Meeting] = relationship()
    dimension: Mapped[Dimension | None] = relationship()
    owner_user: Mapped[User | None] = relationship(foreign_keys=owner_id)
    upload: Mapped[Upload | None] = relationship()

    @property
    def url(self) -> str:
        return f"/reunions/actions/{self.id}"

    @property
    def is_open(self) -> bool:
        return self.state in ("open", "doing")

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due is not None and self.due < today()
