"""What participants are asked before, on the day and two months later; their answers carry no name.

A sheet is one person's answers. Nothing leads from it to the person: its key is random, it keeps no hour, and the
invitation says only that it was used.
"""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short
from forum.trainings.models.training import Training, TrainingSession

MOMENTS = ("before", "hot", "cold")
ASKED = ("scale", "choice", "choices", "text")


class Questionnaire(db.Model):
    """The questions of one moment, for all sessions of a training action."""

    __tablename__ = "questionnaires"
    __table_args__ = (
        UniqueConstraint("training_id", "moment"),
        CheckConstraint("moment IN ('before', 'hot', 'cold')", name="moment"),
    )

    id: Mapped[key]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id", ondelete="CASCADE"))
    moment: Mapped[short]
    title: Mapped[short]
    intro: Mapped[str] = mapped_column(String(1000), default="")
    is_open: Mapped[bool] = mapped_column(default=False)  # invitations leave, answers are taken
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[instant] = mapped_column(default=now)
    training: Mapped[Training] = relationship()
    questions: Mapped[list["Question"]] = relationship(order_by="Question.position")


class Question(db.Model):
    """One question; one that was answered is archived rather than removed."""

    __tablename__ = "questionnaire_questions"
    __table_args__ = (CheckConstraint("kind IN ('scale', 'choice', 'choices', 'text')", name="kind"),)

    id: Mapped[key]
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaires.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[short] = mapped_column(default="scale")  # a scale goes from 1 to 5
    wording: Mapped[str] = mapped_column(String(500))
    choices: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_required: Mapped[bool] = mapped_column(default=False)
    archived_at: Mapped[datetime | None] = mapped_column(Instant)


class QuestionnaireInvitation(db.Model):
    """Someone was asked to answer; whether they did, never what."""

    __tablename__ = "questionnaire_invitations"

    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaires.id", ondelete="CASCADE"), primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), primary_key=True, index=True)
    sent_at: Mapped[instant] = mapped_column(default=now)
    reminded_at: Mapped[datetime | None] = mapped_column(Instant)
    is_answered: Mapped[bool] = mapped_column(default=False)


class Sheet(db.Model):
    """One person's answers, without the person."""

    __tablename__ = "questionnaire_sheets"

    id: Mapped[str] = mapped_column(String(43), primary_key=True)  # random: its order says nothing
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaires.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("training_sessions.id"), index=True)
    session: Mapped[TrainingSession] = relationship()


class SheetAnswer(db.Model):
    """The answer to one question: the number of a scale, the words of a choice (one row each), a text."""

    __tablename__ = "questionnaire_answers"

    sheet_id: Mapped[str] = mapped_column(ForeignKey("questionnaire_sheets.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("questionnaire_questions.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    place: Mapped[int] = mapped_column(primary_key=True, default=0, autoincrement=False)  # of several choices
    value: Mapped[str] = mapped_column(Text)


class Purge(db.Model):
    """Data that was deleted because its time was over: what kind, how much, by which rule; nothing of what it said."""

    __tablename__ = "training_purges"

    id: Mapped[key]
    at: Mapped[instant] = mapped_column(default=now)
    kind: Mapped[short]
    until: Mapped[date] = mapped_column(Date)  # everything up to this day went
    rows: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # None: the nightly job
