"""What registrants are asked besides, what for, and until when the answers are kept."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import func, select

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.trainings.events import QuestionChanged
from forum.trainings.models import RegistrationAnswer, Training, TrainingQuestion


class PromisedSooner(Exception):
    """Whoever has answered was promised that the answer would be erased before the day that is asked for now."""


@dataclass(frozen=True)
class Question:
    """``choices``: of a question of kind « choice », what one chooses among."""

    wording: str
    purpose: str
    purge_on: date
    kind: str = "text"
    choices: tuple[str, ...] = ()
    is_required: bool = False


def ask(training: Training, by: User, question: Question) -> TrainingQuestion:
    """One question more on the registration form, the last one."""
    here = TrainingQuestion.training_id == training.id
    last = db.session.scalar(select(func.max(TrainingQuestion.position)).where(here)) or 0
    row = TrainingQuestion(training_id=training.id, position=last + 1, **_columns(question))
    db.session.add(row)
    db.session.flush()
    emit(QuestionChanged(row, actor=by, after={"wording": row.wording}))
    return row


def reword(row: TrainingQuestion, by: User, question: Question) -> None:
    """Other words, another purge date; the answers given stay. PromisedSooner when they would be kept for longer."""
    if question.purge_on > row.purge_on and _is_answered(row):
        raise PromisedSooner
    before = row.wording
    for name, value in _columns(question).items():
        setattr(row, name, value)
    db.session.flush()
    emit(QuestionChanged(row, actor=by, before={"wording": before}, after={"wording": row.wording}))


def stop_asking(row: TrainingQuestion, by: User) -> None:
    """Off the form; the answers given are kept until their date."""
    row.archived_at = now()
    db.session.flush()
    emit(QuestionChanged(row, actor=by, before={"wording": row.wording}, after={"wording": ""}))


def _is_answered(row: TrainingQuestion) -> bool:
    given = select(RegistrationAnswer.question_id).where(RegistrationAnswer.question_id == row.id)
    return db.session.scalar(given.limit(1)) is not None


def _columns(question: Question) -> dict:
    return asdict(question) | {"choices": list(question.choices)}
