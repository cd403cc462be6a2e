"""What happens to a topic by itself on a date that somebody set."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.core.db import db, instant, short
from forum.topics.models.topic import Topic

# close: one answers until then · open: it is closed until then · unpin: it stands at the top until then
TIMED = ("close", "open", "unpin")


class TopicTimer(db.Model):
    """One for each act at most; a job does it in the name of who set it (jobs)."""

    __tablename__ = "topic_timers"
    __table_args__ = (CheckConstraint("act IN ('close', 'open', 'unpin')", name="act"),)

    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True)
    act: Mapped[short] = mapped_column(primary_key=True)
    at: Mapped[instant] = mapped_column(index=True)  # the midnight, in Paris, after the last day
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    topic: Mapped[Topic] = relationship()
    by: Mapped[User] = relationship()
