"""Fifty people press the button at the same moment, for the last seats, in production's own server.

``ROUNDS=50`` before the command plays as many rounds; the suite plays three.
"""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from forum.accounts.sessions import open_for
from forum.core.db import db
from forum.trainings.models import Registration, RegistrationEvent, TrainingSession
from tests.house import processes
from tests.makers import make_registration, make_session, make_user

ROUNDS = int(os.environ.get("ROUNDS", "3"))
PEOPLE, CAPACITY, TAKEN = 50, 8, 3


class Patient(processes.Browser):
    patience = 60


@pytest.fixture
def port(app):
    port = processes.free_port()
    with processes.running("web", f"127.0.0.1:{port}", env=processes.environment(app)):
        processes.until(lambda: processes.answers(port))
        yield port


@pytest.fixture
def crowds(app, port):
    """Two that take turns: one person may not register without end."""
    crowds = [[Patient(app, port, open_for(make_user())) for _ in range(PEOPLE)] for _ in range(2)]
    db.session.commit()
    return crowds


@pytest.mark.race
def test_the_last_seats_go_to_as_many_and_everyone_else_waits_in_order(app, crowds):
    statuses: Counter[int | None] = Counter()
    for number in range(ROUNDS):
        session = make_session(capacity=CAPACITY)
        for _ in range(TAKEN):
            make_registration(session)
        statuses.update(press_at_once(crowds[number % 2], session))
        assert statuses.keys() == {303}, statuses
        assert_exactly_full(session)
    print(f"{ROUNDS} rounds of {PEOPLE}: {dict(statuses)}")


def press_at_once(crowd: list[Patient], session: TrainingSession) -> list[int | None]:
    path, form = f"{session.training.url}/inscription", {"session": str(session.id), "me": "y"}
    gate = Barrier(len(crowd))

    def press(browser: Patient) -> int | None:
        gate.wait()
        return browser.post(path, **form)

    db.session.commit()
    with ThreadPoolExecutor(len(crowd)) as pool:
        answers = list(pool.map(press, crowd))
    db.session.rollback()
    return answers


def assert_exactly_full(session: TrainingSession) -> None:
    states = Counter(one.state for one in Registration.query.filter_by(session_id=session.id))
    assert states == {"confirmed": CAPACITY, "waitlisted": PEOPLE + TAKEN - CAPACITY}
    lines = RegistrationEvent.query.join(Registration, Registration.id == RegistrationEvent.registration_id)
    lines = lines.filter(Registration.session_id == session.id).order_by(RegistrationEvent.id)
    places = [line.facts["waitlist_pos"] for line in lines if line.state == "waitlisted"]
    assert places == sorted(places)  # who came first stands first
    assert len(set(places)) == len(places)
