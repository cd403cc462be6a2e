"""A series of meetings, one meeting of it, and the documents put on its table."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.calendar.models import Booking
from forum.categories.models import Category
from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short
from forum.topics.models import Topic
from forum.uploads.models import Upload

# draft → scheduled → held → closed; scheduled → cancelled
STATES = ("draft", "scheduled", "held", "closed", "cancelled")


class Series(db.Model):
    """Meetings that belong together («COOP»): what a new one starts with, and where it is talked about."""

    __tablename__ = "meeting_series"

    id: Mapped[key]
    slug: Mapped[short] = mapped_column(unique=True)
    name: Mapped[short]  # « Réunions du COOP »
    short_name: Mapped[
        short
    ]  # « COOP »: stands in titles, and before the numbers of decisions from the second series on
    description: Mapped[str] = mapped_column(String(1000), default="")
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"), index=True)  # who sees it sees the meetings
    is_public: Mapped[bool] = mapped_column(default=False)  # visitors see dates and places, and nothing more
    is_first: Mapped[bool] = mapped_column(default=False)  # its decisions go by the date alone
    created_at: Mapped[instant] = mapped_column(default=now)
    archived_at: Mapped[datetime | None] = mapped_column(Instant)
    category: Mapped[Category] = relationship()


class Meeting(db.Model):
    """One meeting. ``starts`` and ``ends`` are what the organiser typed, in ``zone``; ``…_at`` the instants they mean.

    Rescheduling keeps the row, its ``uid`` and the answers. ``lock_version`` rises with the first write of every
    transaction that counts seats or votes (``actions.hold``); ``version`` with every edit of the form.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'scheduled', 'held', 'closed', 'cancelled')", name="state"),
        CheckConstraint("agenda_state IN ('forecast', 'published')", name="agenda_state"),
        CheckConstraint("ends_at > starts_at", name="order"),
        Index("ix_meetings_series_id_starts_at", "series_id", "starts_at"),
        Index("ix_meetings_starts_at", "starts_at"),
    )

    id: Mapped[key]
    uid: Mapped[short] = mapped_column(unique=True)  # in every calendar that holds it, for ever
    series_id: Mapped[int] = mapped_column(ForeignKey("meeting_series.id"))
    title: Mapped[short]
    presentation: Mapped[str] = mapped_column(Text, default="")  # Markdown: what it is about; members only
    presentation_html: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[short] = mapped_column(default="draft")
    starts: Mapped[datetime] = mapped_column(DateTime)
    ends: Mapped[datetime] = mapped_column(DateTime)
    zone: Mapped[short] = mapped_column(default="Europe/Paris")
    starts_at: Mapped[instant]
    ends_at: Mapped[instant]
    place: Mapped[short] = mapped_column(default="")  # « Carcassonne »; public
    address: Mapped[str] = mapped_column(String(500), default="")
    access: Mapped[str] = mapped_column(Text, default="")
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("bookings.id"), index=True)
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"), index=True)  # made when it is scheduled
    sequence: Mapped[int] = mapped_column(default=0)  # rises iff time, place or state change
    chair: Mapped[short] = mapped_column(default="")  # animation
    secretary: Mapped[short] = mapped_column(default="")

    presence_until: Mapped[datetime | None] = mapped_column(Instant)  # answers may change until then
    reminded_at: Mapped[datetime | None] = mapped_column(Instant)  # those without an answer were last written to
    proposals_until: Mapped[datetime | None] = mapped_column(Instant)  # items and votes until then
    votes_each: Mapped[int] = mapped_column(default=3)
    agenda_state: Mapped[short] = mapped_column(default="forecast")
    agenda_published_at: Mapped[datetime | None] = mapped_column(Instant)
    agenda_told: Mapped[short] = mapped_column(default="")  # the fingerprint of what was published last

    lock_version: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[instant] = mapped_column(default=now)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    modified_at: Mapped[instant] = mapped_column(default=now)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled_reason: Mapped[str] = mapped_column(String(500), default="")

    series: Mapped[Series] = relationship()
    booking: Mapped[Booking | None] = relationship()
    topic: Mapped[Topic | None] = relationship()

    @property
    def url(self) -> str:
        return f"/reunions/{self.id}"

    @property
    def day(self) -> date:
        return self.starts.date()

    @property
    def last_day(self) -> date:
        return self.ends.date()

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"

    @property
    def is_scheduled(self) -> bool:
        return self.state == "scheduled"

    @property
    def is_cancelled(self) -> bool:
        return self.state == "cancelled"

    @property
    def is_over(self) -> bool:
        """It took place: held, or closed since."""
        return self.state in ("held", "closed")

    @property
    def is_to_come(self) -> bool:
        return self.is_scheduled and now() < self.starts_at

    @property
    def takes_answers(self) -> bool:
        """May people still say whether they come? Until the day that was set, and never once it has begun."""
        return self.is_scheduled and now() < min(self.presence_until or self.starts_at, self.starts_at)

    @property
    def takes_proposals(self) -> bool:
        """May members still propose items and vote?"""
        return self.is_scheduled and now() < min(self.proposals_until or self.starts_at, self.starts_at)


class MeetingDocument(db.Model):
    """A file on the table of a meeting, or of one item of its agenda."""

    __tablename__ = "meeting_documents"

    id: Mapped[key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id", ondelete="SET NULL"), index=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey("uploads.id"), index=True)
    title: Mapped[short] = mapped_column(default="")  # « Convention cadre »; empty: the name of the file
    note: Mapped[str] = mapped_column(String(500), default="")  # « À lire avant l’atelier 1 »
    position: Mapped[int] = mapped_column(default=0)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[instant] = mapped_column(default=now)
    meeting: Mapped[Meeting] = relationship()
    upload: Mapped[Upload] = relationship()
    added_by: Mapped[User] = relationship()

    @property
    def name(self) -> str:
        return self.title or self.upload.name
