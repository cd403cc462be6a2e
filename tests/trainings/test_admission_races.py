"""Twenty-four at once: seats, persons and lines stay true."""

from datetime import timedelta

import pytest

from forum.accounts.models import User
from forum.core.db import db
from forum.trainings.actions import admission
from forum.trainings.models import Registration, RegistrationEvent, TrainingSession
from tests.at_once import DONE, in_transactions
from tests.makers import make_organiser, make_session, make_user
from tests.trainings import admission_machine as looked
from tests.trainings.people import enter, somebody

pytestmark = pytest.mark.race
THREADS = 24


def together(app, act) -> list[str]:
    results = in_transactions(app, THREADS, act, admission.Refusal)
    everybody, nothing = looked.rows(), looked.Memory()
    for session in TrainingSession.query:
        seen = looked.Seen.of(session)
        looked.seats_are_not_overbooked(seen, nothing)
        looked.no_house_has_more_than_its_share(seen, nothing)
        looked.no_seat_is_free_beside_someone_it_fits(seen, nothing)
        looked.whole_groups_are_whole(seen, nothing)
    looked.nobody_is_registered_twice(everybody)
    looked.journals_give_the_state(everybody)
    return results


def the(kind, key):
    return db.session.get_one(kind, key)


def states() -> list[str]:
    return [one.state for one in Registration.query.order_by(Registration.id)]


def test_the_last_seats_go_to_as_many_and_the_others_wait_in_order(app):
    session_id, by_id = make_session(capacity=5).id, make_user().id
    people = [somebody() for _ in range(THREADS)]

    def register(number: int) -> None:
        admission.register(the(TrainingSession, session_id), [people[number]], by=the(User, by_id), source="self")

    assert together(app, register) == [DONE] * THREADS
    told = RegistrationEvent.query.order_by(RegistrationEvent.id).all()
    assert [line.state for line in told] == ["confirmed"] * 5 + ["waitlisted"] * (THREADS - 5)
    assert [line.facts["waitlist_pos"] for line in told[5:]] == sorted(line.facts["waitlist_pos"] for line in told[5:])


def test_of_many_tabs_at_many_sessions_one_registers(app):
    first = make_session()
    ids = [first.id, *(make_session(first.training).id for _ in range(3))]
    person, by_id, outcomes = somebody(), make_user().id, []

    def register(number: int) -> None:
        session = the(TrainingSession, ids[number % 4])
        outcomes.extend(
            line.outcome for line in admission.register(session, [person], by=the(User, by_id), source="self")
        )

    assert together(app, register) == [DONE] * THREADS
    assert sorted(outcomes) == ["confirmed"] + ["duplicate"] * (THREADS - 1)


def test_groups_that_share_people_at_two_sessions_never_wait_for_each_other(app):
    first = make_session(capacity=5, per_establishment=2)
    ids, by_id = [first.id, make_session(first.training, capacity=3).id], make_user().id
    people = [somebody(establishment_name=("Nord", "Sud")[n % 2]) for n in range(8)]

    def register(number: int) -> None:
        group = [people[(number + n * (1 if number % 3 else -1)) % 8] for n in range(4)]
        session = the(TrainingSession, ids[number % 2])
        admission.register(session, group, by=the(User, by_id), source="colleague", whole=number % 4 == 0)

    assert together(app, register) == [DONE] * THREADS
    assert len(states()) == len(people)


def test_people_who_change_places_are_somewhere_at_any_time(app):
    """Twelve from here to there while twelve from there to here; two seats are free on each side."""
    here = make_session(capacity=14)
    there = make_session(here.training, capacity=14)
    ids = [enter((here, there)[n % 2]).id for n in range(THREADS)]
    to = [(there, here)[n % 2].id for n in range(THREADS)]

    def move(number: int) -> None:
        admission.move(the(Registration, ids[number]), the(TrainingSession, to[number]))

    results = together(app, move)
    assert set(results) <= {DONE, "Full"}
    assert results.count(DONE) >= 4
    assert (states().count("confirmed"), states().count("cancelled")) == (THREADS, results.count(DONE))


def test_a_cancellation_sent_many_times_promotes_one(app):
    session = make_session(capacity=1)
    one = enter(session).id
    for _ in range(4):
        enter(session)
    assert together(app, lambda _number: admission.cancel(the(Registration, one), "withdrawn")) == [DONE] * THREADS
    assert states() == ["cancelled", "confirmed", "waitlisted", "waitlisted", "waitlisted"]


def test_sizes_and_seats_change_at_once_and_never_cross(app):
    """A third register, a third resize, a third cancel."""
    session = make_session(capacity=6)
    session_id, by_id = session.id, make_organiser().id
    there = [enter(session).id for _ in range(THREADS // 3)]

    def act(number: int) -> None:
        row, by = the(TrainingSession, session_id), the(User, by_id)
        if number % 3 == 0:
            admission.register(row, [somebody()], by=by, source="self")
        elif number % 3 == 1:
            admission.resize(row, 2 + number % 7, number % 2, None, by)
        else:
            admission.cancel(the(Registration, there[number // 3]), "withdrawn")

    assert set(together(app, act)) <= {DONE, "TooSmall"}


def test_an_offer_is_accepted_or_lapses(app, clock):
    session = make_session(capacity=1, offer_hours=48)
    first, offered, _next = (enter(session) for _ in range(3))
    admission.cancel(first, "withdrawn")
    offered_id = offered.id
    late = offered.expires_at + timedelta(seconds=1)

    def act(number: int) -> None:
        if number % 2:
            admission.expire(late)  # the worker's clock is a little ahead
        else:
            admission.accept_offer(the(Registration, offered_id))

    results = together(app, act)
    assert the(Registration, offered_id).state == ("confirmed" if DONE in results[0::2] else "cancelled")


def test_of_many_phones_that_scan_one_notes_it(app, clock):
    session, by_id = make_session(), make_organiser().id
    one = enter(session).id
    clock.set(session.starts_at)
    assert (
        together(app, lambda _n: admission.mark(the(Registration, one), "attended", the(User, by_id)))
        == [DONE] * THREADS
    )
    assert RegistrationEvent.query.filter_by(registration_id=one).count() == 2
