"""The pages of a training day and of what follows it that the browser crosses, and what they stand on."""

from datetime import timedelta
from types import SimpleNamespace

from flask import current_app

from forum.core.clock import today
from forum.core.db import db
from forum.trainings.actions import attendance, certificates, questionnaires
from forum.trainings.mails.after import address
from forum.trainings.models import Questionnaire, QuestionnaireInvitation, Registration
from tests.browser.filling import PLAIN, Fill, of
from tests.makers import make_registration, make_session

TRAINING = of(slug=lambda w: w.training.slug)
DAY = of(session_id=lambda w: w.certified.day.id)
MOMENT = of(slug=lambda w: w.training.slug, word=lambda _w: "a-chaud")
CERTIFIED: dict[str, dict[str, Fill]] = {
    "visitor": {
        "trainings.code_page": of(code=lambda w: w.certified.late.code),
        "trainings.attestation": of(code=lambda w: w.certified.certificate.code),
        "trainings.answer_questionnaire": of(token=lambda w: w.certified.token),
    },
    "organiser": {
        "trainings.code_page": of(code=lambda w: w.certified.late.code),
        "trainings.sheet": DAY,
        "trainings.check_in": DAY,
        "trainings.paper": DAY,
        "trainings.certificates": of(session_id=lambda w: w.certified.over.id),
        "trainings.questionnaires": TRAINING,
        "trainings.edit_questionnaire": MOMENT,
        "trainings.results": MOMENT,
        "trainings.statistics": TRAINING,
    },
    "administrator": {"trainings.retention": PLAIN},
}


def hold_days(world: SimpleNamespace) -> None:
    """``certified``: a ``day`` in progress with somebody ``late``, one that is ``over``, a ``certificate``, answers."""
    world.training.provider, world.training.provider_signatory = "Organisme des Essais", "Anne Martin, directrice"
    facts = {"city": "Foix", "department": "09", "created_by_id": world.organiser.id}
    world.training.texts = {"objectives": "- Écrire un plan d’action"}
    day = make_session(world.training, day=today(), **facts)
    over = make_session(world.training, day=today() - timedelta(days=3), **facts)
    late, came = make_registration(day), [make_registration(over) for _ in range(6)]
    with current_app.test_request_context():
        attendance.sign(day.slots[0], make_registration(day), world.organiser)
        for one in came[1:]:
            attendance.sign(over.slots[0], one, world.organiser)
        attendance.close_day(over, world.organiser)
        certificate = certificates.issue_all(over, world.organiser)[0]
        asked = questionnaires.start(world.training, "hot", world.organiser)
        questionnaires.open_(asked, world.organiser)
        for one in came[1:]:
            answer(asked, one)
        invite(asked, late)
        token = address(asked, late).rpartition("/")[2]
    world.certified = SimpleNamespace(day=day, over=over, late=late, certificate=certificate, token=token)


def answer(asked: Questionnaire, one: Registration) -> None:
    """Every note is 4, every text says something."""
    invite(asked, one)
    said = {question.id: ("4" if question.kind == "scale" else "Le plan d’action.",) for question in asked.questions}
    questionnaires.answer(asked, one, said)


def invite(asked: Questionnaire, one: Registration) -> None:
    db.session.add(QuestionnaireInvitation(questionnaire_id=asked.id, registration_id=one.id))
    db.session.flush()
