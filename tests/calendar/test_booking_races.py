"""Twenty-four at once ask for the same room: one has it."""

from datetime import UTC, datetime, timedelta

import pytest

from forum.accounts.models import User
from forum.calendar import actions
from forum.calendar.models import Booking, Room
from forum.core.db import db
from tests.at_once import DONE, in_transactions
from tests.calendar.test_bookings import overlaps
from tests.makers import make_organiser

pytestmark = pytest.mark.race
THREADS = 24
NINE = datetime(2031, 6, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def facts(app) -> tuple[int, int]:
    """The numbers of an organiser and of a room."""
    by = make_organiser()
    return by.id, actions.create_room(by, name="Maison du réseau").id


def test_one_of_all_who_book_has_the_room(app, facts):
    by_id, room_id = facts

    def book(number: int) -> None:
        room, by = db.session.get_one(Room, room_id), db.session.get_one(User, by_id)
        start = NINE + timedelta(minutes=number)
        actions.request_booking(room, f"Réunion {number}", start, start + timedelta(hours=2), by, confirm=True)

    results = in_transactions(app, THREADS, book, actions.Taken)
    assert results.count(DONE) == 1
    assert Booking.query.filter_by(state="confirmed").count() == 1


def test_one_of_all_requests_is_confirmed(app, facts):
    by_id, room_id = facts
    room, by = db.session.get_one(Room, room_id), db.session.get_one(User, by_id)
    asked = [actions.request_booking(room, f"{n}", NINE, NINE + timedelta(hours=1), by).id for n in range(THREADS)]

    def confirm(number: int) -> None:
        actions.confirm_booking(db.session.get_one(Booking, asked[number]), db.session.get_one(User, by_id))

    assert in_transactions(app, THREADS, confirm, actions.Taken).count(DONE) == 1
    assert overlaps() == []


def test_moves_across_rooms_leave_no_overlap(app, facts):
    """Each takes its booking to the other room, to one of three hours, while all the others do."""
    by_id, room_id = facts
    by = db.session.get_one(User, by_id)
    rooms = [room_id, actions.create_room(by, name="Petite salle").id]
    hours = [NINE + timedelta(hours=number) for number in range(THREADS)]
    made = [
        actions.request_booking(
            db.session.get_one(Room, rooms[n % 2]), f"{n}", hours[n], hours[n] + timedelta(minutes=30), by, confirm=True
        ).id
        for n in range(THREADS)
    ]

    def move(number: int) -> None:
        booking, to = db.session.get_one(Booking, made[number]), NINE + timedelta(days=2, hours=number % 3)
        target = db.session.get_one(Room, rooms[(number + 1) % 2])
        actions.move_booking(booking, to, to + timedelta(minutes=30), db.session.get_one(User, by_id), room=target)

    results = in_transactions(app, THREADS, move, actions.Taken)
    assert overlaps() == []
    assert results.count(DONE) == 6  # two rooms, three hours
