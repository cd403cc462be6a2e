"""The questionnaires of a training action."""

from sqlalchemy import select

from forum.core.db import db
from forum.trainings.models import Question, Questionnaire, QuestionnaireInvitation, Registration, Training


def of_training(training: Training) -> list[Questionnaire]:
    return list(db.session.scalars(select(Questionnaire).filter_by(training_id=training.id)))


def find(training: Training, moment: str) -> Questionnaire | None:
    return db.session.scalar(select(Questionnaire).filter_by(training_id=training.id, moment=moment))


def asked_now(questionnaire: Questionnaire) -> list[Question]:
    """The questions of today, in order."""
    return [one for one in questionnaire.questions if one.archived_at is None]


def invitation(questionnaire: Questionnaire, registration: Registration) -> QuestionnaireInvitation | None:
    return db.session.get(QuestionnaireInvitation, (questionnaire.id, registration.id))
