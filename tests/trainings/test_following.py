"""Registrations follow their person: to another address, and out of the network."""

import pytest
from sqlalchemy import event

from forum.accounts.actions import leave
from forum.accounts.actions.admission import admit as admit_account
from forum.accounts.actions.credentials import apply_email_change
from forum.core import jobs
from forum.trainings import links
from forum.trainings.actions import admission
from forum.trainings.actions.sending import register_once
from forum.trainings.models import Registration, RegistrationSend
from forum.trainings.queries.registrations import of_member
from tests.makers import make_organiser, make_session, make_user
from tests.trainings.letters import kinds, last, letters, method_of, sequence_of
from tests.trainings.people import enter, somebody

pytestmark = pytest.mark.usefixtures("at_work")


def test_another_address_gets_the_date_and_a_link_that_opens(db):
    karim = make_user(email="karim@essais.example")
    one = enter(make_session(), user_id=karim.id, email=karim.email)
    former = links.token_of(one)
    apply_email_change(karim, "k.bensaid@essais.example")
    assert (one.email, links.read(former)) == ("k.bensaid@essais.example", None)
    letter = last("k.bensaid@essais.example")
    assert (letter.kind, method_of(letter)) == ("trainings.confirmed", "REQUEST")
    assert sequence_of(letter) > sequence_of(letters("karim@essais.example", "confirmed")[0])
    assert links.read(links.token_of(one)) is one


def test_sessions_are_held_before_calendars_follow_the_address(db):
    """As wherever a seat is given or taken: in the other order each would wait for the other."""
    karim, written = make_user(email="karim@essais.example"), []
    enter(make_session(), user_id=karim.id, email=karim.email)

    def note(_connection, _cursor, statement, *_more):
        if "training_sessions" in statement and statement.startswith("UPDATE"):  # not the dates of meetings
            written.append(statement.split()[1])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        apply_email_change(karim, "k.bensaid@essais.example")
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert written[:2] == ["training_sessions", "calendar_sends"]


def test_whoever_stays_behind_in_a_shared_mailbox_keeps_the_date_and_loses_it_with_the_seat(db):
    karim, session = make_user(email="secretariat@essais.example"), make_session()
    enter(session, user_id=karim.id, email=karim.email)
    other = enter(session, email=karim.email)
    apply_email_change(karim, "k.bensaid@essais.example")
    admission.cancel(other, "withdrawn")
    assert method_of(last("secretariat@essais.example")) == "CANCEL"
    assert method_of(last("k.bensaid@essais.example")) == "REQUEST"


def test_a_name_that_is_there_already_under_that_address_keeps_its_own_row(db):
    karim = make_user(email="karim@essais.example")
    session = make_session()
    same = {"first_name": "Karim", "last_name": "Bensaïd"}
    one = enter(session, user_id=karim.id, email=karim.email, **same)
    enter(session, email="k.bensaid@essais.example", **same)
    apply_email_change(karim, "k.bensaid@essais.example")
    assert one.email == "karim@essais.example"


def test_who_leaves_the_network_gives_the_seat_to_the_next(db):
    karim = make_user()
    session = make_session(capacity=1)
    one, waiting = enter(session, user_id=karim.id, email=karim.email), enter(session)
    leave(karim, None)
    assert (one.state, one.reason, waiting.state) == ("cancelled", "left", "confirmed")
    assert kinds(waiting.email) == ["waitlisted", "confirmed"]


def test_what_a_form_was_answered_is_kept_for_a_day(db, clock):
    register_once("k", make_session(), [somebody()], by=make_user(), source="self")
    clock.forward(hours=23)
    jobs.run("trainings.forget_sends")
    assert RegistrationSend.query.count() == 1
    clock.forward(hours=2)
    jobs.run("trainings.forget_sends")
    assert RegistrationSend.query.count() == 0
    assert Registration.query.count() == 1


def test_who_registered_as_a_visitor_and_joins_finds_the_registration_again(db, at_work):
    session = make_session()
    theirs = enter(session, first_name="Ana", last_name="Vidal", email="accueil@essais.example")
    others = enter(session, first_name="Léo", last_name="Bruel", email="accueil@essais.example")
    ana = make_user(first_name="Ana", last_name="VIDAL", email="accueil@essais.example", state="pending")
    admit_account(ana, by=make_organiser())
    assert (theirs.user_id, others.user_id) == (ana.id, None)
    assert of_member(session.training, ana.id) is theirs
