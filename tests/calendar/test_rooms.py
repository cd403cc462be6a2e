"""Rooms, as the support team looks after them."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from forum.calendar import actions
from forum.calendar.models import Booking, Room
from tests.makers import make_organiser, make_user

NINE = datetime(2031, 6, 4, 8, 0, tzinfo=UTC)  # 10 h in Paris
BOOKING = {"title": "Réunion du COOP", "day": "2031-06-04", "starts": "10:00", "ends": "16:30", "confirm": "y"}


@pytest.fixture
def organiser(app, clock):
    return make_organiser()


@pytest.fixture
def client(log_in, organiser):
    return log_in(organiser)


@pytest.fixture
def room(app, organiser) -> Room:
    with app.test_request_context():
        return actions.create_room(organiser, name="Maison du réseau")


def reserve(app, room, by, hour: int = 0, **facts) -> Booking:
    with app.test_request_context():
        start = NINE + timedelta(hours=hour)
        return actions.request_booking(room, "Réunion du COOP", start, start + timedelta(hours=2), by, **facts)


def test_a_room_is_added_and_corrected(client, db):
    answer = client.post("/reunions/salles/nouvelle", data={"name": "  Grande   salle ", "capacity": "40"})
    room = db.session.query(Room).one()
    assert answer.headers["Location"] == f"/reunions/salles/{room.id}"
    assert (room.name, room.capacity) == ("Grande salle", 40)
    client.post(f"/reunions/salles/{room.id}/modifier", data={"name": "Salle", "access": "Au fond\nde la cour"})
    page = client.get(f"/reunions/salles/{room.id}").text
    assert "Au fond\r\nde la cour" in page or "Au fond\nde la cour" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 201), ("capacity", "0"), ("capacity", "beaucoup"), ("contact_email", "accueil@")],
)
def test_what_is_wrong_is_said_at_the_field(client, db, field, value):
    answer = client.post("/reunions/salles/nouvelle", data={"name": "Salle"} | {field: value})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert db.session.query(Room).count() == 0


def test_a_room_is_booked_by_what_the_clock_on_the_wall_says(client, room, db):
    answer = client.post(f"/reunions/salles/{room.id}/reservation", data=BOOKING)
    assert answer.status_code == 303
    booking = db.session.query(Booking).one()
    assert (booking.starts_at, booking.is_confirmed) == (NINE, True)
    assert "Confirmée" in client.get(f"/reunions/salles/{room.id}").text


def test_a_room_that_is_taken_says_by_whom(app, client, organiser, room, db):
    reserve(app, room, organiser, confirm=True)
    answer = client.post(f"/reunions/salles/{room.id}/reservation", data=BOOKING)
    assert answer.status_code == 422
    said = answer.text.replace("\u00a0", " ")
    assert "Cette salle est déjà réservée le 4 juin de 10 h à 12 h : Réunion du COOP." in said
    assert 'id="starts-error"' in answer.text
    assert db.session.query(Booking).count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"day": "hier"}, "day"),
        ({"day": "0001-01-01"}, "day"),
        ({"last_day": "2031-06-03"}, "last_day"),
        ({"last_day": "2999-01-01"}, "last_day"),
        ({"starts": "25:00"}, "starts"),
        ({"ends": "09:00"}, "ends"),
        ({"ends": "10:00"}, "ends"),
        ({"day": "2031-03-30", "starts": "02:30"}, "starts"),  # the clocks jump over it
    ],
)
def test_hours_that_cannot_be_are_refused_at_the_field(client, room, db, changed, field):
    answer = client.post(f"/reunions/salles/{room.id}/reservation", data=BOOKING | changed)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert db.session.query(Booking).count() == 0


def test_a_request_is_confirmed_by_a_button(app, client, organiser, room, db):
    booking = reserve(app, room, organiser)
    path = f"/reunions/reservations/{booking.id}/confirmation"
    assert "Demandée" in client.get(f"/reunions/salles/{room.id}").text
    assert client.post(path).status_code == 303
    assert db.session.get(Booking, booking.id).is_confirmed


def test_a_confirmation_that_comes_too_late_says_why(app, client, organiser, room, db):
    late = reserve(app, room, organiser)
    reserve(app, room, organiser, confirm=True)
    answer = client.post(f"/reunions/reservations/{late.id}/confirmation")
    assert "déjà réservée" in client.get(answer.headers["Location"]).text
    assert not db.session.get(Booking, late.id).is_confirmed


def test_a_booking_is_moved_and_cancelled(app, client, organiser, room, db):
    booking = reserve(app, room, organiser, confirm=True)
    page = client.get(f"/reunions/reservations/{booking.id}").text
    assert 'value="2031-06-04"' in page and 'value="10:00"' in page
    client.post(f"/reunions/reservations/{booking.id}", data=BOOKING | {"day": "2031-06-05"})
    assert db.session.get(Booking, booking.id).starts_at == NINE + timedelta(days=1)
    client.get(f"/reunions/reservations/{booking.id}/annulation")
    assert db.session.get(Booking, booking.id).is_confirmed  # a GET asks, a POST acts
    client.post(f"/reunions/reservations/{booking.id}/annulation")
    assert db.session.get(Booking, booking.id).is_cancelled


def test_a_booking_of_several_days_stays_so_when_it_is_changed(app, client, organiser, room, db):
    with app.test_request_context():
        booking = actions.request_booking(room, "Séminaire", NINE, NINE + timedelta(days=1, hours=-1), organiser)
    page = client.get(f"/reunions/reservations/{booking.id}").text
    shown = dict(re.findall(r'name="(day|last_day|starts|ends)"[^>]*value="([^"]+)"', page))
    assert shown == {"day": "2031-06-04", "last_day": "2031-06-05", "starts": "10:00", "ends": "09:00"}
    client.post(f"/reunions/reservations/{booking.id}", data=shown | {"title": "Séminaire, deux jours"})
    kept = db.session.get(Booking, booking.id)
    assert (kept.title, kept.ends_at) == ("Séminaire, deux jours", NINE + timedelta(days=1, hours=-1))


def test_what_is_cancelled_is_not_moved(app, client, organiser, room, db):
    booking = reserve(app, room, organiser)
    client.post(f"/reunions/reservations/{booking.id}/annulation")
    answer = client.post(f"/reunions/reservations/{booking.id}", data=BOOKING)
    assert answer.status_code == 422 and "est annulée" in answer.text


def test_an_archived_room_is_kept_and_offered_no_more(client, room, db):
    from forum.calendar.queries import open_rooms

    client.post(f"/reunions/salles/{room.id}/archivage")
    assert open_rooms() == []
    assert "Plus proposée" in client.get("/reunions/salles").text
    client.post(f"/reunions/salles/{room.id}/remise-en-service")
    assert [one.id for one in open_rooms()] == [room.id]


def test_past_bookings_are_told_apart(app, log_in, organiser, room, clock):
    reserve(app, room, organiser, confirm=True)
    assert "Réservations passées" not in log_in(organiser).get(f"/reunions/salles/{room.id}").text
    clock.set(NINE + timedelta(days=2))
    page = log_in(organiser).get(f"/reunions/salles/{room.id}").text
    assert "Réservations passées" in page and "La salle est libre" in page


def test_a_member_changes_nothing(app, log_in, organiser, room, db):
    booking = reserve(app, room, organiser)
    member = log_in(make_user())
    for path in (
        f"salles/{room.id}/archivage",
        f"reservations/{booking.id}/confirmation",
        f"reservations/{booking.id}/annulation",
    ):
        assert member.post(f"/reunions/{path}").status_code == 403
    assert db.session.get(Booking, booking.id).state == "requested"
