"""A session changes, moves, opens, closes, is cancelled; who is registered stays so, and learns of it once."""

from datetime import timedelta

import pytest

from forum.core.db import db
from forum.core.events import listen, listeners
from forum.trainings.events import SessionChanged
from forum.trainings.models import Registration, Slot, TrainingSession
from tests.makers import make_organiser, make_registration, make_session, make_user
from tests.trainings.pages import changes


@pytest.fixture
def organiser(log_in):
    return log_in(make_organiser())


@pytest.fixture
def told():
    """What was told of changes of time and place."""
    found = []
    hear = listen(SessionChanged)(found.append)
    yield found
    listeners()[SessionChanged].remove(hear)


def again(session) -> TrainingSession:
    db.session.expire_all()
    return db.session.get(TrainingSession, session.id)


def edit(session) -> str:
    return f"{session.url}/modifier"


def test_another_day_is_told_and_nobody_loses_their_seat(organiser, told):
    session = make_session()
    make_registration(session)
    slots, later = [slot.id for slot in session.slots], session.day + timedelta(days=7)
    uid = session.uid
    assert organiser.post(edit(session), data=changes(session, day=later.isoformat())).status_code == 303
    session = again(session)
    assert (session.day, session.uid, session.sequence) == (later, uid, 1)
    assert [slot.id for slot in session.slots] == slots  # what is signed keeps its row
    assert db.session.query(Registration).filter_by(state="confirmed").count() == 1
    (event,) = told
    assert event.before["starts"] < event.after["starts"]


def test_what_is_not_time_or_place_is_told_to_nobody(organiser, told):
    session = make_session()
    organiser.post(edit(session), data=changes(session, capacity="20", trainer="Ana Vidal"))
    session = again(session)
    assert (session.capacity, session.trainer, session.sequence, told) == (20, "Ana Vidal", 0, [])


def test_a_draft_changes_in_silence(organiser, told):
    session = make_session(state="draft")
    organiser.post(edit(session), data=changes(session, city="Rodez"))
    assert (again(session).city, again(session).sequence, told) == ("Rodez", 0, [])


def test_a_session_has_the_half_days_it_is_given(organiser):
    session = make_session()
    one = {"slots-2-number": "2", "slots-2-starts": "09:00", "slots-2-ends": "10:00", "slots-1-ends": "16:00"}
    assert organiser.post(edit(session), data=changes(session) | one).status_code == 303
    assert [slot.minutes for slot in again(session).slots] == [210, 150, 60]
    assert organiser.post(edit(session), data=changes(again(session))).status_code == 303
    assert [slot.minutes for slot in again(session).slots] == [210, 210]
    assert db.session.query(Slot).count() == 2


def test_a_capacity_below_the_seats_taken_is_refused_and_nothing_changes(organiser):
    session = make_session()
    for _person in range(3):
        make_registration(session)
    response = organiser.post(edit(session), data=changes(session, capacity="2", city="Rodez"))
    assert response.status_code == 422
    assert "Places déjà prises : 3" in response.text.replace("\u00a0", " ")
    assert 'value="Rodez"' in response.text
    assert (again(session).capacity, again(session).city) == (12, "Carcassonne")


def test_of_two_who_edit_at_once_the_second_sees_both(organiser, log_in):
    session = make_session()
    sent = changes(session)
    assert organiser.post(edit(session), data=sent | {"city": "Rodez"}).status_code == 303
    response = log_in(make_organiser()).post(edit(session), data=sent | {"city": "Tarbes"})
    assert response.status_code == 409
    assert "Rodez" in response.text and 'value="Tarbes"' in response.text
    assert again(session).city == "Rodez"
    assert organiser.post(edit(session), data=sent | {"city": "Tarbes", "version": "2"}).status_code == 303


def test_registrations_open_close_and_open_again(organiser):
    session = make_session(state="draft")
    for door, state in (("ouverture", "open"), ("fermeture", "closed"), ("ouverture", "open"), ("ouverture", "open")):
        organiser.post(f"{session.url}/{door}")
        assert again(session).state == state


def test_a_session_is_cancelled_with_a_reason(organiser, client):
    session = make_session()
    make_registration(session)
    assert "1 personne est inscrite" in organiser.get(f"{session.url}/annulation").text.replace("\u00a0", " ")
    assert organiser.post(f"{session.url}/annulation", data={"reason": ""}).status_code == 422
    assert organiser.post(f"{session.url}/annulation", data={"reason": "Trop de neige."}).status_code == 303
    assert again(session).state == "cancelled"
    page = client.get(session.training.url).text
    assert "Annulée" in page and "Trop de neige." in page
    assert organiser.post(edit(session), data=changes(again(session), city="Rodez")).status_code == 422


def test_only_a_draft_goes_without_a_trace(organiser):
    kept, draft = make_session(), make_session(state="draft")
    for session in (kept, draft):
        organiser.post(f"{session.url}/suppression")
    assert [one.id for one in db.session.query(TrainingSession)] == [kept.id]


def test_members_arrange_no_session(log_in):
    session, member = make_session(), log_in(make_user())
    for door in ("modifier", "annulation", "suppression", "ouverture", "fermeture", "archivage"):
        assert member.post(f"{session.url}/{door}", data=changes(session)).status_code == 403, door
    assert again(session).version == 1
