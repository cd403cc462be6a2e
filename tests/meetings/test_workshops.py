"""Workshops within a meeting: planned, joined, left; never too full, and nobody in two at once."""

from datetime import timedelta

import pytest

from forum.core.clock import now
from forum.core.db import db
from forum.meetings.actions import workshops as actions
from forum.meetings.models import Presence, Workshop, WorkshopSeat
from tests.makers import added, make_meeting, make_organiser, make_user


@pytest.fixture
def meeting(app):
    return make_meeting()  # 10:00–16:30


def make_workshop(meeting, start: int = 0, hours: float = 1, **facts) -> Workshop:
    starts = meeting.starts + timedelta(hours=start)
    defaults = {"title": "Territoire", "starts": starts, "ends": starts + timedelta(hours=hours)}
    return added(Workshop(meeting_id=meeting.id, **defaults | facts))


def plan(**facts) -> dict[str, str]:
    return {"title": "Territoire", "starts": "10:30", "ends": "12:00", "capacity": "", "version": "1", **facts}


def join(client, workshop):
    return client.post(f"/reunions/ateliers/{workshop.id}/inscription", follow_redirects=False)


def test_an_organiser_plans_a_workshop_within_the_meeting(log_in, meeting):
    url = f"/reunions/{meeting.id}/ateliers/nouveau"
    organiser = log_in(make_organiser())
    assert organiser.get(url).status_code == 200
    assert organiser.post(url, data=plan(capacity="12", leader="Laurence Teyssier")).status_code == 303
    [workshop] = Workshop.query
    assert (workshop.starts.hour, workshop.ends.hour, workshop.capacity) == (10, 12, 12)
    assert log_in(make_user()).get(url).status_code == 403


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"title": ""}, "title"),
        ({"starts": "09:00"}, "starts"),
        ({"ends": "17:00"}, "ends"),
        ({"starts": "12:00", "ends": "11:00"}, "ends"),
        ({"capacity": "0"}, "capacity"),
        ({"capacity": "douze"}, "capacity"),
        ({"starts": "25:99"}, "starts"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_lost(log_in, meeting, facts, field):
    data = plan(leader="Laurence Teyssier", **facts)
    response = log_in(make_organiser()).post(f"/reunions/{meeting.id}/ateliers/nouveau", data=data)
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.text
    assert "Laurence Teyssier" in response.text
    assert Workshop.query.count() == 0


def test_members_take_a_seat_and_give_it_back(log_in, meeting):
    workshop, person = make_workshop(meeting, capacity=1), make_user()
    client = log_in(person)
    join(client, workshop)
    join(client, workshop)
    assert WorkshopSeat.query.one().user_id == person.id
    client.post(f"/reunions/ateliers/{workshop.id}/depart")
    client.post(f"/reunions/ateliers/{workshop.id}/depart")
    assert WorkshopSeat.query.count() == 0


def test_a_full_workshop_takes_nobody(log_in, meeting):
    workshop = make_workshop(meeting, capacity=1)
    join(log_in(make_user()), workshop)
    late = log_in(make_user())
    join(late, workshop)
    assert WorkshopSeat.query.count() == 1
    assert "Cet atelier est complet." in late.get(f"/reunions/{meeting.id}/participants").text


def test_nobody_is_in_two_at_once_and_one_may_follow_the_other(log_in, meeting):
    first, meanwhile, after = (
        make_workshop(meeting),
        make_workshop(meeting, hours=2, title="Parcours"),
        make_workshop(meeting, start=1),
    )
    client = log_in(make_user())
    for workshop in (first, meanwhile, after):
        join(client, workshop)
    assert {seat.workshop_id for seat in WorkshopSeat.query} == {first.id, after.id}


def test_capacity_is_not_lowered_below_the_seats_taken(log_in, meeting):
    workshop = make_workshop(meeting, capacity=5)
    for _ in range(2):
        join(log_in(make_user()), workshop)
    organiser, url = log_in(make_organiser()), f"/reunions/ateliers/{workshop.id}"
    assert organiser.get(url).status_code == 200
    refused = organiser.post(url, data=plan(starts="10:00", ends="11:00", capacity="1"))
    assert refused.status_code == 422
    assert 'id="capacity-error"' in refused.text
    assert organiser.post(url, data=plan(starts="10:00", ends="11:00", capacity="2")).status_code == 303
    assert Workshop.query.one().capacity == 2


def test_hours_do_not_move_onto_another_workshop_of_the_same_people(log_in, meeting):
    first, after = make_workshop(meeting), make_workshop(meeting, start=1)
    client = log_in(make_user())
    join(client, first)
    join(client, after)
    response = log_in(make_organiser()).post(f"/reunions/ateliers/{after.id}", data=plan(starts="10:30", ends="12:00"))
    assert response.status_code == 422
    assert 'id="starts-error"' in response.text


def test_of_two_edits_of_one_version_the_second_sees_both_and_loses_nothing(log_in, meeting):
    workshop, organiser = make_workshop(meeting), log_in(make_organiser())
    url = f"/reunions/ateliers/{workshop.id}"
    assert 'name="version" type="hidden" value="1"' in organiser.get(url).text
    assert organiser.post(url, data=plan(leader="Laurence Teyssier", starts="11:00")).status_code == 303
    crossed = organiser.post(url, data=plan(leader="Inès Garrigou", description="Apportez vos cartes."))
    assert crossed.status_code == 409
    for kept in ("Laurence Teyssier", "11:00", "Inès Garrigou", "Apportez vos cartes.", 'value="10:30"'):
        assert kept in crossed.text
    assert Workshop.query.one().leader == "Laurence Teyssier"
    assert organiser.post(url, data=plan(leader="Inès Garrigou", version="2")).status_code == 303
    db.session.expire_all()
    assert (Workshop.query.one().leader, Workshop.query.one().version) == ("Inès Garrigou", 3)


def test_deleting_asks_first_and_frees_the_seats(log_in, meeting):
    workshop = make_workshop(meeting)
    join(log_in(make_user()), workshop)
    organiser, url = log_in(make_organiser()), f"/reunions/ateliers/{workshop.id}/suppression"
    assert "1 personne y est inscrite" in organiser.get(url).text
    assert Workshop.query.count() == 1
    organiser.post(url)
    assert Workshop.query.count() + WorkshopSeat.query.count() == 0


def test_seats_are_settled_once_the_meeting_has_begun(log_in, clock):
    meeting = make_meeting()
    workshop, person = make_workshop(meeting), make_user()
    clock.set(meeting.starts_at)
    assert now() == meeting.starts_at
    assert join(log_in(person), workshop).status_code == 403


def test_workshops_of_a_draft_are_for_organisers(log_in):
    workshop = make_workshop(make_meeting(state="draft"))
    assert join(log_in(make_user()), workshop).status_code == 404
    assert log_in(make_organiser()).get(f"/reunions/ateliers/{workshop.id}").status_code == 200


@pytest.mark.parametrize(("answer", "seats"), [("no", 0), ("represented", 0), ("maybe", 1), ("", 1)])
def test_whoever_said_they_do_not_come_takes_nobodys_seat(log_in, meeting, answer, seats):
    workshop, person = make_workshop(meeting), make_user()
    added(Presence(meeting_id=meeting.id, user_id=person.id, answer=answer, seen=""))
    client = log_in(person)
    assert join(client, workshop).status_code == 303
    assert WorkshopSeat.query.count() == seats
    assert ("changez d’abord votre réponse" in client.get(meeting.url).text) is (not seats)


def test_a_seat_that_was_waited_for_is_not_taken_in_a_meeting_cancelled_meanwhile(meeting):
    workshop, person = make_workshop(meeting), make_user()
    meeting.state = "cancelled"
    with pytest.raises(actions.NotComing):
        actions.join(workshop, person)
    assert WorkshopSeat.query.count() == 0
