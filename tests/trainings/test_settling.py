"""What is decided about a registration afterwards: confirmed, approved, offered, moved, cancelled, marked."""

from datetime import timedelta

import pytest

from forum.core import jobs
from forum.core.clock import now
from forum.trainings.actions import admission
from forum.trainings.models import Registration, RegistrationEvent
from tests.makers import make_organiser, make_session
from tests.trainings.people import enter, states

pytestmark = pytest.mark.usefixtures("clock", "in_a_request")


def journal(one: Registration) -> list[RegistrationEvent]:
    return RegistrationEvent.query.filter_by(registration_id=one.id).order_by(RegistrationEvent.id).all()


# --- visitors ------------------------------------------------------------------------------------------------------


def test_a_visitor_holds_a_seat_for_two_hours(app, clock):
    session = make_session(capacity=1)
    visitor, next_one = enter(session, "visitor"), enter(session)
    assert states([visitor, next_one]) == ["pending:mail", "waitlisted"]
    clock.forward(hours=1, minutes=59)
    assert admission.expire() == 0
    clock.forward(minutes=1)
    with pytest.raises(admission.Settled):
        admission.confirm_address(visitor)  # late, though nobody has noticed yet
    assert admission.expire() == 1
    assert (visitor.state, visitor.reason, next_one.state) == ("cancelled", "unconfirmed", "confirmed")


def test_every_minute_the_clock_does_it(app, clock):
    assert jobs.schedule()["trainings.expire"] == {"minute": "*"}
    visitor = enter(make_session(), "visitor")
    clock.forward(hours=2)
    jobs.run("trainings.expire")
    assert visitor.reason == "unconfirmed"


def test_a_visitor_who_confirms_has_a_seat_for_good(app, clock):
    visitor = enter(make_session(), "visitor")
    admission.confirm_address(visitor)
    admission.confirm_address(visitor)  # the link is used twice
    clock.forward(hours=3)
    assert (admission.expire(), visitor.state, len(journal(visitor))) == (0, "confirmed", 2)


def test_a_visitor_who_waits_confirms_too_and_keeps_the_rank(app, clock):
    session = make_session(capacity=1)
    first, visitor, other = enter(session), enter(session, "visitor"), enter(session, "visitor")
    assert (states([visitor, other]), visitor.awaits_address) == (["waitlisted", "waitlisted"], True)
    admission.confirm_address(visitor)
    clock.forward(hours=2)
    admission.expire()
    assert (states([visitor, other]), other.reason) == (["waitlisted", "cancelled"], "unconfirmed")
    admission.cancel(first, "withdrawn")
    assert visitor.state == "confirmed"


def test_a_visitor_promoted_before_confirming_still_confirms(app):
    session = make_session(capacity=1, offer_hours=48)
    first, visitor = enter(session), enter(session, "visitor")
    admission.cancel(first, "withdrawn")
    assert visitor.standing == "pending:mail"
    admission.confirm_address(visitor)
    assert visitor.state == "confirmed"


# --- approval and offers -------------------------------------------------------------------------------------------


def test_an_organiser_approves_or_turns_down(app):
    session, by = make_session(capacity=2, needs_approval=True), make_organiser()
    people = [enter(session), enter(session, "visitor"), enter(session)]
    assert states(people) == ["pending:approval", "pending:mail", "waitlisted"]
    admission.confirm_address(people[1])
    assert people[1].standing == "pending:approval"
    admission.approve(people[0], by)
    admission.turn_down(people[1], by, "Une autre session vous irait mieux.")
    assert states(people) == ["confirmed", "cancelled", "pending:approval"]
    assert (people[1].reason, people[1].note) == ("turned_down", "Une autre session vous irait mieux.")


def test_whom_an_organiser_registers_needs_no_approval(app):
    session = make_session(capacity=1, needs_approval=True)
    people = [enter(session, "organiser"), enter(session, "organiser")]
    admission.cancel(people[0], "organiser")
    assert states(people) == ["cancelled", "confirmed"]


def test_a_seat_that_becomes_free_is_offered(app, clock):
    session = make_session(capacity=1, offer_hours=48)
    people = [enter(session) for _ in range(4)]
    admission.cancel(people[0], "withdrawn")
    assert states(people)[1] == "pending:offer"
    assert people[1].expires_at == now() + timedelta(hours=48)
    admission.decline_offer(people[1])
    assert (states(people)[1:3], people[1].reason) == (["cancelled", "pending:offer"], "offer_declined")
    clock.forward(hours=48)
    with pytest.raises(admission.Settled):
        admission.accept_offer(people[2])
    assert admission.expire() == 1
    assert (people[2].reason, people[3].standing) == ("offer_lapsed", "pending:offer")
    admission.accept_offer(people[3])
    admission.accept_offer(people[3])
    assert people[3].state == "confirmed"


def test_an_offer_ends_when_the_session_begins(app, clock):
    session = make_session(capacity=1, offer_hours=48)
    people = [enter(session) for _ in range(2)]
    clock.set(session.starts_at - timedelta(hours=5))
    admission.cancel(people[0], "withdrawn")
    assert people[1].expires_at == session.starts_at


# --- moving --------------------------------------------------------------------------------------------------------


def test_moving_is_one_step_and_frees_the_seat(app):
    session = make_session(capacity=1)
    other = make_session(session.training)
    first, waiting = enter(session), enter(session)
    line = admission.move(first, other)
    assert (first.state, first.reason, waiting.state) == ("cancelled", "moved", "confirmed")
    assert (line.outcome, line.registration.moved_from_id, line.registration.email) == (
        "confirmed",
        first.id,
        first.email,
    )
    assert line.registration.code != first.code


def test_nothing_is_lost_when_the_other_session_is_full(app):
    session = make_session()
    other = make_session(session.training, capacity=1)
    enter(other)
    one = enter(session)
    with pytest.raises(admission.Full):
        admission.move(one, other)
    assert (one.state, Registration.query.filter_by(session_id=other.id).count()) == ("confirmed", 1)
    assert admission.move(one, other, waitlist=True).outcome == "waitlisted"


def test_one_moves_to_an_open_session_of_the_same_action_only(app):
    one = enter(make_session())
    closed = make_session(one.training, state="closed")
    with pytest.raises(admission.Closed):
        admission.move(one, closed)
    for elsewhere in (make_session(), one.session):
        with pytest.raises(admission.Settled):
            admission.move(one, elsewhere)
    assert admission.move(one, closed, make_organiser()).outcome == "confirmed"


def test_a_visitor_who_moves_still_has_to_confirm_in_time(app):
    one = enter(make_session(), "visitor")
    moved = admission.move(one, make_session(one.training)).registration
    assert (moved.standing, moved.expires_at) == ("pending:mail", now() + timedelta(hours=2))


# --- the day -------------------------------------------------------------------------------------------------------


def test_people_are_marked_on_the_day_and_a_change_wants_a_word(app, clock):
    session, by = make_session(capacity=1), make_organiser()
    one, waiting = enter(session), enter(session)
    with pytest.raises(admission.Settled):
        admission.mark(one, "attended", by)
    clock.set(session.starts_at - timedelta(minutes=30))
    admission.mark(one, "attended", by)
    admission.mark(one, "attended", by)
    with pytest.raises(admission.Settled):
        admission.cancel(one, "withdrawn")
    with pytest.raises(admission.NoteMissing):
        admission.mark(one, "no_show", by)
    admission.mark(one, "no_show", by, "Erreur de ligne")
    assert (one.state, one.note, len(journal(one)), waiting.state) == ("no_show", "Erreur de ligne", 3, "waitlisted")
    for late in (waiting, enter(session, "organiser")):
        with pytest.raises(admission.Settled):
            admission.mark(late, "attended", by)
    with pytest.raises(admission.Settled):
        admission.cancel(one, "withdrawn")


# --- what is settled stays settled ---------------------------------------------------------------------------------


def test_the_same_act_twice_changes_nothing_and_another_is_refused(app):
    session, by = make_session(needs_approval=True), make_organiser()
    gone, there = enter(session), enter(session)
    for _ in range(2):
        admission.approve(there, by)
        admission.turn_down(gone, by)
        admission.cancel(gone, "withdrawn")
    assert (states([gone, there]), gone.reason) == (["cancelled", "confirmed"], "turned_down")
    assert (len(journal(gone)), len(journal(there))) == (2, 2)
    admission.decline_offer(gone)
    for act in (
        lambda: admission.approve(gone, by),
        lambda: admission.accept_offer(gone),
        lambda: admission.confirm_address(gone),
        lambda: admission.move(gone, make_session(session.training)),
        lambda: admission.give_reserved(gone, by),
        lambda: admission.turn_down(there, by),
        lambda: admission.decline_offer(there),
    ):
        with pytest.raises(admission.Settled):
            act()
