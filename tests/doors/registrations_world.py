"""Who is registered for a training: known to themselves, to who registered them and to the support team."""

from types import SimpleNamespace
from typing import Any

from flask import current_app

from forum.core.clock import today
from forum.core.db import db
from forum.trainings import links
from forum.trainings.models import RegistrationAnswer, RegistrationEvent, RegistrationSend, Training, TrainingQuestion
from tests.doors.words import canary, phrase
from tests.makers import make_registration, make_session


def register_people(world: Any) -> None:
    """``world.registered``: keys of the session and its people: ``one`` by a colleague, ``waiting`` behind."""
    colleague = world.people["colleague"]
    training = db.session.query(Training).filter_by(slug=world.trainings.open).one()
    session = make_session(training, capacity=1, created_by_id=world.people["organiser"].id)
    secret = {
        "first_name": phrase("inscritprenom"),
        "last_name": phrase("inscritnom"),
        "email": f"{canary('inscritcourriel')}@essais.example",
        "function": phrase("inscritfonction"),
        "establishment_name": phrase("inscritetablissement"),
        "needs": phrase("inscritbesoin"),
        "note": phrase("inscritmot"),
    }
    one = make_registration(session, registered_by_id=colleague.id, **secret)
    waiting = make_registration(session, state="waitlisted", waitlist_pos=1, user_id=colleague.id)
    db.session.query(RegistrationEvent).filter_by(registration_id=one.id).one().note = phrase("inscritjournal")
    asked = {"wording": "Votre repas ?", "purpose": "Pour commander.", "purge_on": today()}
    question = TrainingQuestion(training_id=training.id, **asked)
    db.session.add(question)
    db.session.flush()
    db.session.add(RegistrationAnswer(registration_id=one.id, question_id=question.id, value=phrase("inscritreponse")))
    line = {"name": phrase("inscritligne"), "outcome": "confirmed", "sentence": "", "registration_id": one.id}
    send = RegistrationSend(key="a" * 64, session_id=session.id, by_id=colleague.id, lines=[line])
    db.session.add(send)
    db.session.flush()
    world.registered = SimpleNamespace(session=session.id, one=one.id, waiting=waiting.id, send=send.key)
    with current_app.test_request_context():
        world.links.registration = links.token_of(one)
