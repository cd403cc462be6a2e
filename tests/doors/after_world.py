"""A training day: who signed, what is certified, what was answered."""

from types import SimpleNamespace
from typing import Any

from flask import current_app

from forum.core.clock import today
from forum.core.db import db
from forum.trainings import links
from forum.trainings.actions import attendance, certificates, questionnaires
from forum.trainings.mails.after import address
from forum.trainings.models import QuestionnaireInvitation
from tests.doors.words import canary, phrase
from tests.makers import make_registration, make_session, make_training


def hold_a_day(world: Any) -> None:
    """``world.after``: keys of a session of today and of somebody who signed; a questionnaire to answer."""
    by = world.people["insider"]
    provider = {"provider": "Un organisme", "provider_signatory": "Anne Martin"}
    training = make_training(slug="apres", title="Après coup", created_by_id=by.id, **provider)
    session = make_session(training, day=today(), created_by_id=by.id)
    one = make_registration(
        session, first_name=phrase("presentprenom"), last_name=phrase("presentnom"),
        email=f"{canary('presentcourriel')}@essais.example", establishment_name=phrase("presentetablissement"),
    )  # fmt: skip
    with current_app.test_request_context():
        attendance.sign(session.slots[0], one, by)
        certificate = certificates.issue(one, by)
        world.links.certificate = links.token_of(one)
        asked = questionnaires.start(training, "hot", by)
        asked.title, asked.intro = "Votre avis", phrase("questionnaireintro")
        questionnaires.open_(asked, by)
        for person in (make_registration(session), one):
            db.session.add(QuestionnaireInvitation(questionnaire_id=asked.id, registration_id=person.id))
            db.session.flush()
            world.links.questionnaire = address(asked, person).rpartition("/")[2]
        questionnaires.answer(asked, make_answered(session, asked), {asked.questions[-1].id: (phrase("avistexte"),)})
    world.after = SimpleNamespace(
        slug="apres", session_id=session.id, registration_id=one.id, code=one.code, slot_id=session.slots[0].id,
        certificate_id=certificate.id, attestation=certificate.code,
    )  # fmt: skip


def make_answered(session: Any, asked: Any) -> Any:
    """Somebody else who was asked."""
    person = make_registration(session)
    db.session.add(QuestionnaireInvitation(questionnaire_id=asked.id, registration_id=person.id))
    db.session.flush()
    return person
