"""What a registrant says besides their name: it changes no seat."""

from sqlalchemy import delete

from forum.core.clock import now
from forum.core.db import db
from forum.trainings.models import Registration, RegistrationAnswer


def change_details(registration: Registration, function: str, needs: str, answers: dict[int, str]) -> None:
    """Write down other details; an answer left empty goes. Answers to questions that are asked no more stay."""
    registration.function, registration.needs, registration.changed_at = function, needs, now()
    for question_id, value in answers.items():
        key = {"registration_id": registration.id, "question_id": question_id}
        if value:
            db.session.merge(RegistrationAnswer(**key, value=value))
        else:
            db.session.execute(delete(RegistrationAnswer).filter_by(**key))
    db.session.flush()
