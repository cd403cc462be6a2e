"""Sending questionnaires when their moment has come: a week before, on the evening of the day, sixty days later.

Each person is asked once, and reminded once; a machine that stood still catches up while the moment lasts.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.trainings.events import QuestionnaireSent
from forum.trainings.models import (
    Questionnaire,
    QuestionnaireInvitation,
    Registration,
    Signature,
    TrainingSession,
)

BEFORE, COLD, LASTS = timedelta(days=7), timedelta(days=60), timedelta(days=30)
REMIND_AFTER = timedelta(days=5)


def invite_all() -> int:
    """Ask whoever is to be asked by now; how many."""
    asked = 0
    for questionnaire in db.session.scalars(select(Questionnaire).filter_by(is_open=True)).all():
        for registration in db.session.scalars(_to_ask(questionnaire)).all():
            _invite(questionnaire, registration)
            asked += 1
    return asked


def remind_all() -> int:
    """Ask once more those who have not answered after five days, while it still makes sense."""
    late = select(QuestionnaireInvitation, Questionnaire, Registration)
    late = late.join(Questionnaire, Questionnaire.id == QuestionnaireInvitation.questionnaire_id)
    late = late.join(Registration, Registration.id == QuestionnaireInvitation.registration_id)
    late = late.where(
        Questionnaire.is_open,
        QuestionnaireInvitation.is_answered.is_(False),
        QuestionnaireInvitation.reminded_at.is_(None),
        QuestionnaireInvitation.sent_at <= now() - REMIND_AFTER,
        QuestionnaireInvitation.sent_at > now() - LASTS,
        Registration.state.in_(("confirmed", "attended")),
    )
    found = list(db.session.execute(late.order_by(Registration.id)))
    for invitation, questionnaire, registration in found:
        invitation.reminded_at = now()
        if questionnaire.moment != "before" or now() < registration.session.starts_at:
            emit(QuestionnaireSent(questionnaire, registration, is_reminder=True))
    return len(found)


def _to_ask(questionnaire: Questionnaire) -> Select:
    """Those who take part and were not asked yet, in the sessions whose moment it is."""
    asked = select(QuestionnaireInvitation.registration_id).filter_by(questionnaire_id=questionnaire.id)
    people = select(Registration).join(TrainingSession, TrainingSession.id == Registration.session_id)
    people = people.where(TrainingSession.training_id == questionnaire.training_id, Registration.id.not_in(asked))
    return people.where(*_in_time(questionnaire.moment, now())).order_by(Registration.id)


def _in_time(moment: str, at: datetime) -> Iterator:
    if moment == "before":
        yield Registration.state == "confirmed"
        yield TrainingSession.state.in_(("open", "closed"))
        yield TrainingSession.starts_at > at
        yield TrainingSession.starts_at <= at + BEFORE
        return
    since = at - (COLD if moment == "cold" else timedelta())
    yield TrainingSession.state.in_(("open", "closed", "held", "archived"))
    yield TrainingSession.ends_at <= since
    yield TrainingSession.ends_at > since - LASTS
    yield Registration.state.in_(("confirmed", "attended"))
    yield select(Signature.slot_id).where(Signature.registration_id == Registration.id).exists()


def _invite(questionnaire: Questionnaire, registration: Registration) -> None:
    db.session.add(QuestionnaireInvitation(questionnaire_id=questionnaire.id, registration_id=registration.id))
    db.session.flush()
    emit(QuestionnaireSent(questionnaire, registration))
