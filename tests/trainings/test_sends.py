"""What calendars are told, whatever happens: each message newer than the one before, the last one true."""

from collections import defaultdict
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from forum.calendar.models import Sent
from forum.core.clock import today
from forum.core.db import db as database
from forum.core.events import emit
from forum.core.mail import OutboxMail
from forum.trainings.actions import admission
from forum.trainings.actions.admission import Person
from forum.trainings.events import SessionChanged
from forum.trainings.mails import calls
from forum.trainings.models import Registration, TrainingSession
from tests.makers import make_organiser, make_session, make_training
from tests.trainings.letters import method_of, sequence_of

pytestmark = pytest.mark.usefixtures("at_work")

# Two of them share the mailbox of their service.
PEOPLE = [Person("Ana", "Vidal", "service@essais.example"), Person("Léo", "Bruel", "service@essais.example")]
PEOPLE += [Person("Zora", "Arnal", "zora@essais.example"), Person("Max", "Costes", "max@essais.example")]
EXPECTED = ("confirmed", "attended", "no_show")
VERBS = ("register", "register", "visit", "cancel", "cancel", "move", "confirm", "accept", "decline", "approve")
VERBS += ("change", "call", "shut")
steps = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 3), st.integers(0, 1)), min_size=1, max_size=14)


@example([("register", 0, 0), ("register", 1, 0), ("cancel", 0, 0)], {})  # one of a service stays
@example([("register", 0, 0), ("register", 1, 0), ("move", 0, 1), ("shut", 2, 0), ("change", 0, 1)], {})
@given(steps=steps, terms=st.sampled_from(({}, {"offer_hours": 48}, {"needs_approval": True})))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_calendars_are_told_the_truth_in_order(db, steps, terms):
    by, training = make_organiser(), make_training()
    day = today() + timedelta(days=5)
    sessions = [make_session(training, capacity=2, day=day, **terms), make_session(training, capacity=1, day=day)]
    for verb, who, where in steps:
        with suppress(admission.Refusal):
            act(verb, PEOPLE[who], sessions[where], sessions[1 - where], by)
    for session in sessions:
        calendars_are_true(session)
    database.session.rollback()  # the next example starts with nothing


def act(verb: str, person: Person, session: TrainingSession, other: TrainingSession, by) -> None:
    mine = Registration.query.filter_by(person=person.key, training_id=session.training_id)
    one = mine.order_by(Registration.id.desc()).first()
    if verb == "register":
        admission.register(session, [person], by=by, source="organiser")
    elif verb == "visit":
        admission.register(session, [person], by=None, source="visitor")
    elif verb == "change":
        session.venue, session.sequence = f"{session.venue}.", session.sequence + 1
        emit(SessionChanged(session, actor=by))
    elif verb == "call":
        calls.call()
    elif verb == "shut":
        admission.cancel_session(session, "Neige.", by)
    elif one is not None:
        settle(verb, one, session if one.session_id != session.id else other, by)


def settle(verb: str, one: Registration, to: TrainingSession, by) -> None:
    {
        "cancel": lambda: admission.cancel(one, "withdrawn"),
        "move": lambda: admission.move(one, to, waitlist=True),
        "confirm": lambda: admission.confirm_address(one),
        "accept": lambda: admission.accept_offer(one),
        "decline": lambda: admission.decline_offer(one),
        "approve": lambda: admission.approve(one, by),
    }[verb]()


def calendars_are_true(session: TrainingSession) -> None:
    told = defaultdict(list)
    for mail in OutboxMail.query.order_by(OutboxMail.id):
        if mail.calendar and session.uid in mail.calendar:
            told[mail.recipient].append(mail)
    rows = Registration.query.filter_by(session_id=session.id)
    expected = {one.email for one in rows if one.state in EXPECTED}
    assert expected <= told.keys()
    for email, mails in told.items():
        numbers = [sequence_of(mail) for mail in mails]
        assert numbers == sorted(set(numbers)), (email, numbers)
        assert method_of(mails[-1]) == ("REQUEST" if email in expected else "CANCEL"), email
        assert Sent.query.filter_by(uid=session.uid, email=email).one().method == method_of(mails[-1])
