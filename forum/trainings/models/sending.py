"""Forms that were sent."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import db, instant
from forum.trainings.models.training import TrainingSession


class RegistrationSend(db.Model):
    """What one send of a registration form led to; sent twice, it is answered the same. Kept for a day."""

    __tablename__ = "registration_sends"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)  # the editor, who sends, and what was written
    session_id: Mapped[int] = mapped_column(ForeignKey("training_sessions.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)  # None: a visitor
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # name, outcome, sentence, registration_id
    at: Mapped[instant] = mapped_column(default=now, index=True)
    session: Mapped[TrainingSession] = relationship()

    @property
    def is_full(self) -> bool:
        """Nobody on it got a seat, nor a place on the waiting list."""
        return all(line["outcome"] == "full" for line in self.lines)
