"""Registering, one rule at a time."""

from forum.trainings.actions import admission
from forum.trainings.actions.admission import Person
from tests.makers import make_session, make_user, number


def somebody(**facts):
    n = number()
    return Person(**{"first_name": "Sacha", "last_name": f"Essai{n}", "email": f"sacha{n}@essais.example"} | facts)


def register(session, *people, source="self", by=None, **how):
    by = by or make_user()
    return admission.register(session, people, by=None if source == "visitor" else by, source=source, **how)


def outcomes(lines):
    return [line.outcome for line in lines]


def test_seats_are_given_in_order_then_people_wait_in_order(app, in_a_request):
    session = make_session(capacity=2)
    lines = [register(session, somebody())[0] for _ in range(4)]
    assert outcomes(lines) == ["confirmed", "confirmed", "waitlisted", "waitlisted"]
    assert [admission.rank(line.registration) for line in lines] == [None, None, 1, 2]
    admission.cancel(lines[0].registration, "withdrawn")
    assert [line.registration.state for line in lines] == ["cancelled", "confirmed", "confirmed", "waitlisted"]
    line = admission.move(lines[1].registration, make_session(session.training))
    assert line.outcome == "confirmed"
    assert lines[3].registration.state == "confirmed"
