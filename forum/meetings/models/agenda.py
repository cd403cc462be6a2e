"""What a meeting talks about: proposed by members, chosen and ordered by organisers; and the members' votes."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, instant, key, short
from forum.directory.models import Dimension
from forum.meetings.models.meeting import Meeting


class AgendaItem(db.Model):
    """One item, from proposal to outcome; ``position`` orders the accepted ones, ``minutes`` give their hours."""

    __tablename__ = "agenda_items"
    __table_args__ = (
        CheckConstraint("state IN ('proposed', 'accepted', 'declined', 'merged', 'deferred')", name="state"),
        CheckConstraint("kind IN ('topic', 'approval', 'actions', 'break')", name="kind"),
        CheckConstraint("minutes >= 0", name="minutes"),
        Index("ix_agenda_items_meeting_id_position", "meeting_id", "position"),
    )

    id: Mapped[key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    # topic: something to talk about · approval: of the previous minutes · actions: what is open · break: coffee, lunch
    kind: Mapped[short] = mapped_column(default="topic")
    title: Mapped[short]
    why: Mapped[str] = mapped_column(String(2000), default="")  # the reason, in the proposer's plain words
    minutes: Mapped[int] = mapped_column(default=15)  # wanted by the proposer, then set by the organiser
    dimension_id: Mapped[int | None] = mapped_column(ForeignKey("dimensions.id"))
    leader: Mapped[short] = mapped_column(default="")  # « Animé par … »
    # proposed → accepted | declined | merged (into another) | deferred (to the next meeting)
    state: Mapped[short] = mapped_column(default="proposed")
    position: Mapped[int] = mapped_column(default=0)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)  # none: an organiser's own
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    deferred_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_items.id")
    )  # the same, at the meeting before
    outcome: Mapped[str] = mapped_column(String(1000), default="")  # what the proposer is told
    told: Mapped[short] = mapped_column(default="")  # the outcome that the proposer was told last
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[instant] = mapped_column(default=now)
    meeting: Mapped[Meeting] = relationship()
    dimension: Mapped[Dimension | None] = relationship()
    proposed_by: Mapped[User | None] = relationship()
    merged_into: Mapped["AgendaItem | None"] = relationship(foreign_keys=merged_into_id, remote_side="AgendaItem.id")

    @property
    def is_proposed(self) -> bool:
        return self.state == "proposed"

    @property
    def is_accepted(self) -> bool:
        return self.state == "accepted"

    @property
    def is_break(self) -> bool:
        return self.kind == "break"


class ItemVote(db.Model):
    """One vote of one person for one item; a person has ``Meeting.votes_each`` at a meeting."""

    __tablename__ = "item_votes"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    cast_at: Mapped[instant] = mapped_column(default=now)
