"""The pages of registrations for trainings that the browser crosses, and what they stand on."""

from types import SimpleNamespace

from flask import current_app
from sqlalchemy import select

from forum.core.db import db
from forum.trainings import links
from forum.trainings.models import Registration, RegistrationSend, TrainingSession
from tests.browser.filling import PLAIN, Fill, of
from tests.makers import make_registration

TRAINING = of(slug=lambda w: w.training.slug)
LINK = of(token=lambda w: w.registered.token)
OWN = of(registration_id=lambda w: w.registered.own.id)
SESSION = of(session_id=lambda w: w.registered.session.id)
REGISTRANT = of(session_id=lambda w: w.registered.session.id, registration_id=lambda w: w.registered.waiting.id)
REGISTERED: dict[str, dict[str, Fill]] = {
    "visitor": {
        "trainings.register": TRAINING,
        "trainings.by_mail": LINK,
        "trainings.change_by_mail": LINK,
        "trainings.details_by_mail": LINK,
    },
    "member": {
        "trainings.register": of(slug=lambda w: w.training.slug, collegues=lambda _w: 2),
        "trainings.registered": of(slug=lambda w: w.training.slug, key=lambda w: w.registered.send.key),
        "trainings.mine": PLAIN,
        "trainings.own": OWN,
        "trainings.change_own": OWN,
        "trainings.details_own": OWN,
    },
    "organiser": {
        "trainings.desk": SESSION,
        "trainings.new_registrant": SESSION,
        "trainings.letter": SESSION,
        "trainings.registrant": REGISTRANT,
        "trainings.move_registrant": REGISTRANT,
    },
}


def register_people(world: SimpleNamespace) -> None:
    """``registered``: a full ``session``, who is ``waiting`` there, the member's ``own`` registration and last form."""
    one = lambda query: db.session.scalars(query.limit(1)).one()  # noqa: E731
    waiting = one(select(Registration).where(Registration.state == "waitlisted"))
    mine = Registration.training_id == world.training.id, Registration.user_id == world.member.id
    seats = select(TrainingSession).where(TrainingSession.state == "open", TrainingSession.id != waiting.session_id)
    own = db.session.scalars(select(Registration).where(*mine).limit(1)).first()
    own = own or make_registration(one(seats), user_id=world.member.id)
    said = (("Ana Vidal", "confirmed", "Inscription confirmée."), ("Léo Bruel", "duplicate", "Déjà là."))
    lines = [{"name": name, "outcome": outcome, "sentence": text} for name, outcome, text in said]
    send = RegistrationSend(key="c" * 64, session_id=own.session_id, by_id=world.member.id, lines=lines)
    db.session.add(send)
    db.session.flush()
    world.registered = SimpleNamespace(session=waiting.session, waiting=waiting, own=own, send=send)
    with current_app.test_request_context():
        world.registered.token = links.token_of(waiting)
