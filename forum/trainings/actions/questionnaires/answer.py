"""Answering once, without a name: the invitation says that it was used, the sheet says what; nothing joins them."""

import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy import update

from forum.core.db import db
from forum.trainings.models import Questionnaire, QuestionnaireInvitation, Registration, Sheet, SheetAnswer


class AlreadyAnswered(Exception):
    """The invitation was used, or the person was not asked."""


def answer(questionnaire: Questionnaire, registration: Registration, said: Mapping[int, Sequence[str]]) -> None:
    """Keep what was ``said`` (by the question's key: one value, or several); of two sends at once one counts."""
    invitation = update(QuestionnaireInvitation).where(
        QuestionnaireInvitation.questionnaire_id == questionnaire.id,
        QuestionnaireInvitation.registration_id == registration.id,
        QuestionnaireInvitation.is_answered.is_(False),
    )
    using = invitation.values(is_answered=True).returning(QuestionnaireInvitation.registration_id)
    if db.session.scalar(using, execution_options={"synchronize_session": False}) is None:
        raise AlreadyAnswered
    sheet = Sheet(id=secrets.token_urlsafe(32), questionnaire_id=questionnaire.id, session_id=registration.session_id)
    db.session.add(sheet)
    db.session.flush()
    for question_id, values in said.items():
        for place, value in enumerate(values):
            db.session.add(SheetAnswer(sheet_id=sheet.id, question_id=question_id, place=place, value=value))
    db.session.flush()
