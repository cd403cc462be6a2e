"""Who sits where: the line, persons, shares, reserved seats, groups."""

from datetime import timedelta

import pytest

from forum.core.clock import now
from forum.trainings.actions import admission
from forum.trainings.models import Registration, RegistrationAnswer, RegistrationEvent, TrainingQuestion
from forum.trainings.queries.seats import seats
from tests.makers import added, make_establishment, make_organiser, make_session
from tests.trainings.people import enter, outcomes, register, somebody, states

pytestmark = pytest.mark.usefixtures("clock", "in_a_request")


def journal(one: Registration) -> list[RegistrationEvent]:
    return RegistrationEvent.query.filter_by(registration_id=one.id).order_by(RegistrationEvent.id).all()


# --- the line ------------------------------------------------------------------------------------------------------


def test_seats_are_given_in_order_then_people_wait_in_order(app):
    session = make_session(capacity=2)
    people = [enter(session) for _ in range(4)]
    assert states(people) == ["confirmed", "confirmed", "waitlisted", "waitlisted"]
    assert [admission.rank(one) for one in people] == [None, None, 1, 2]
    assert (seats(session).taken, seats(session).free, seats(session).waiting) == (2, 0, 2)


def test_a_seat_that_becomes_free_goes_to_the_first_in_the_line(app):
    session = make_session(capacity=1)
    people = [enter(session) for _ in range(3)]
    admission.cancel(people[0], "withdrawn")
    assert states(people) == ["cancelled", "confirmed", "waitlisted"]
    assert admission.rank(people[2]) == 1


def test_without_a_waiting_list_nothing_is_left_of_who_found_no_seat(app):
    session = make_session(capacity=1, has_waitlist=False)
    lines = register(session, somebody(), somebody())
    assert outcomes(lines) == ["confirmed", "full"]
    assert (Registration.query.count(), RegistrationEvent.query.count()) == (1, 1)
    assert str(lines[1].sentence).startswith("Il ne reste pas de place")


def test_leaving_the_line_lets_the_others_move_up(app):
    session = make_session(capacity=1)
    people = [enter(session) for _ in range(3)]
    admission.cancel(people[1], "withdrawn")
    assert (admission.rank(people[1]), admission.rank(people[2])) == (None, 1)


def test_nobody_is_promoted_once_it_has_begun(app, clock):
    session = make_session(capacity=1)
    people = [enter(session) for _ in range(2)]
    clock.set(session.starts_at)
    admission.cancel(people[0], "withdrawn")
    assert states(people) == ["cancelled", "waitlisted"]


# --- persons -------------------------------------------------------------------------------------------------------


def test_a_person_has_one_live_registration_for_an_action(app):
    session = make_session()
    other = make_session(session.training)
    anne = somebody(first_name="Anne-Lise", last_name="Œuvrard", email="accueil@service.example")
    again = somebody(first_name="ANNE LISE", last_name="OEUVRARD", email="Accueil@service.example ")
    first = register(session, anne)[0].registration
    [line] = register(other, again)
    assert (line.outcome, line.registration) == ("duplicate", first)
    admission.cancel(first, "withdrawn")
    assert outcomes(register(other, again)) == ["confirmed"]  # a new row: cancelled is the end


def test_a_mailbox_is_shared_by_several_people(app):
    session = make_session()
    box = "accueil@service.example"
    assert outcomes(register(session, somebody(email=box), somebody(email=box))) == ["confirmed", "confirmed"]


def test_the_second_of_two_equal_lines_is_the_duplicate(app):
    session, twin = make_session(), somebody()
    lines = register(session, twin, somebody(), twin, source="colleague")
    assert outcomes(lines) == ["confirmed", "confirmed", "duplicate"]
    assert lines[2].registration is lines[0].registration


def test_names_without_latin_letters_are_told_apart(app):
    box = "accueil@service.example"
    people = [somebody(first_name=first, last_name="Иванова", email=box) for first in ("Анна", "Ольга")]
    assert outcomes(register(make_session(), *people)) == ["confirmed", "confirmed"]


def test_what_was_answered_is_kept(app):
    session = make_session()
    facts = {"wording": "Repas", "purpose": "Traiteur", "purge_on": now().date() + timedelta(days=9)}
    meal = added(TrainingQuestion(training_id=session.training_id, **facts))
    one = enter(session, answers={meal.id: "végétarien"}, needs="boucle magnétique")
    assert (RegistrationAnswer.query.one().value, one.needs) == ("végétarien", "boucle magnétique")


# --- caps and reserved seats ---------------------------------------------------------------------------------------


def test_an_establishment_has_its_share_and_keeps_its_rank(app):
    session = make_session(capacity=3, per_establishment=1)
    house = make_establishment()
    first, second = (enter(session, establishment_id=house.id) for _ in range(2))
    others = [
        enter(session, establishment_name=name) for name in ("SESSAD du Pont", "Sessad du pont", "Ailleurs", "Là")
    ]
    assert states([first, second]) == ["confirmed", "waitlisted"]
    assert states(others) == ["confirmed", "waitlisted", "confirmed", "waitlisted"]
    assert [admission.rank(one) for one in (second, others[1], others[3])] == [1, 2, 3]
    admission.cancel(others[2], "withdrawn")  # the first two are blocked by their share, and keep their rank
    assert states([second, others[1], others[3]]) == ["waitlisted", "waitlisted", "confirmed"]
    admission.cancel(first, "withdrawn")
    assert second.state == "confirmed"


def test_who_works_nowhere_we_know_counts_for_no_house(app):
    session = make_session(per_establishment=1)
    assert states([enter(session), enter(session)]) == ["confirmed", "confirmed"]


def test_reserved_seats_are_given_by_organisers_alone(app):
    session = make_session(capacity=3, reserved=1)
    people = [enter(session) for _ in range(3)]
    assert states(people) == ["confirmed", "confirmed", "waitlisted"]
    [line] = register(session, somebody(), source="organiser", on_reserved=True)
    assert (line.outcome, line.registration.is_reserved) == ("confirmed", True)
    [line] = register(session, somebody(), source="organiser", on_reserved=True)  # none is left
    assert (line.outcome, line.registration.is_reserved) == ("waitlisted", False)


def test_an_organiser_seats_who_waits_on_a_reserved_seat(app):
    session = make_session(capacity=2, reserved=1)
    people = [enter(session) for _ in range(3)]
    admission.give_reserved(people[2], make_organiser())
    assert (states(people), people[2].is_reserved) == (["confirmed", "waitlisted", "confirmed"], True)
    with pytest.raises(admission.Full):
        admission.give_reserved(people[1], make_organiser())
    admission.cancel(people[2], "withdrawn")
    assert people[1].state == "waitlisted"  # nobody is promoted to a reserved seat


# --- groups --------------------------------------------------------------------------------------------------------


def test_all_of_a_group_or_none_gets_a_seat(app):
    session = make_session(capacity=3)
    people = [enter(session) for _ in range(2)]
    lines = register(session, *(somebody() for _ in range(3)), source="colleague", whole=True)
    assert outcomes(lines) == ["waitlisted"] * 3
    alone = enter(session)
    assert alone.state == "confirmed"  # a free seat and somebody whom it fits never stay apart
    for one in (*people, alone):
        admission.cancel(one, "withdrawn")
    assert states(line.registration for line in lines) == ["confirmed"] * 3


def test_a_group_that_shrinks_may_fit(app):
    session = make_session(capacity=3)
    first = enter(session)
    group = [line.registration for line in register(session, *(somebody() for _ in range(3)), whole=True)]
    admission.cancel(group[2], "refused")
    assert states([first, *group]) == ["confirmed", "confirmed", "confirmed", "cancelled"]


def test_a_group_in_parts_takes_what_there_is(app):
    session = make_session(capacity=3)
    enter(session)
    twin = somebody()
    enter(make_session(session.training), **vars(twin))
    lines = register(session, twin, *(somebody() for _ in range(3)), source="colleague")
    assert outcomes(lines) == ["duplicate", "confirmed", "confirmed", "waitlisted"]


def test_a_whole_group_is_measured_against_the_share_of_its_house(app):
    session, house = make_session(per_establishment=2), make_establishment()
    people = [somebody(establishment_id=house.id) for _ in range(3)]
    assert outcomes(register(session, *people, whole=True)) == ["waitlisted"] * 3
    assert outcomes(register(session, somebody(establishment_id=house.id))) == ["confirmed"]


def test_people_who_say_no_establishment_are_of_no_common_one(db):
    session = make_session(capacity=9)
    for _ in range(3):
        enter(session)
    admission.resize(session, 9, 0, 2, make_organiser())
    assert session.per_establishment == 2


def test_a_full_session_without_a_list_keeps_nothing_of_who_asked(db):
    session = make_session(capacity=1, has_waitlist=False)
    enter(session)
    facts = {"wording": "Repas", "purpose": "Traiteur", "purge_on": now().date() + timedelta(days=9)}
    question = added(TrainingQuestion(training_id=session.training_id, **facts))
    assert outcomes(register(session, somebody(answers={question.id: "Sans viande"}))) == ["full"]
    assert Registration.query.count() == 1 and not RegistrationAnswer.query.count()
