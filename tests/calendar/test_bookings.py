"""A room is one's at a time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from forum.audit.models import AuditEntry
from forum.calendar import actions
from forum.calendar.models import Booking, Room
from forum.core.db import db as database
from tests.makers import make_organiser, make_user

pytestmark = pytest.mark.usefixtures("at_work")

NINE = datetime(2022, 2, 16, 9, 0, tzinfo=UTC)  # 10 h in Paris


def at(hours: float) -> datetime:
    return NINE + timedelta(hours=hours)


@pytest.fixture
def by():
    return make_organiser()


@pytest.fixture
def room(by) -> Room:
    return actions.create_room(by, name="Maison du réseau")


def test_a_second_confirmation_is_refused_and_names_the_first(room, by):
    actions.request_booking(room, "Réunion du COOP", at(0), at(6.5), by, confirm=True)
    with pytest.raises(actions.Taken) as refusal:
        actions.request_booking(room, "Autre chose", at(5), at(8), by, confirm=True)
    said = str(refusal.value).replace("\u00a0", " ")
    assert said == "Cette salle est déjà réservée le 16 février de 10 h à 16 h 30 : Réunion du COOP."


def test_a_request_may_overlap_and_is_refused_when_it_is_confirmed(room, by):
    actions.request_booking(room, "Réunion du COOP", at(0), at(6), by, confirm=True)
    asked = actions.request_booking(room, "Autre chose", at(5), at(8), by)
    assert asked.state == "requested"
    with pytest.raises(actions.Taken):
        actions.confirm_booking(asked, by)
    assert asked.state == "requested"


def test_one_may_begin_when_the_other_ends(room, by):
    actions.request_booking(room, "Matin", at(0), at(3), by, confirm=True)
    assert actions.request_booking(room, "Midi", at(3), at(5), by, confirm=True).is_confirmed


def test_a_cancelled_booking_leaves_the_room(room, by):
    first = actions.request_booking(room, "Réunion", at(0), at(6), by, confirm=True)
    actions.cancel_booking(first, by)
    second = actions.request_booking(room, "Autre", at(0), at(6), by, confirm=True)
    assert second.is_confirmed
    with pytest.raises(actions.Ended):
        actions.confirm_booking(first, by)


def test_a_move_is_refused_where_the_room_is_taken_and_changes_nothing(room, by):
    actions.request_booking(room, "Réunion", at(0), at(6), by, confirm=True)
    other = actions.request_booking(room, "Autre", at(8), at(9), by, confirm=True)
    with pytest.raises(actions.Taken):
        actions.move_booking(other, at(5), at(7), by)
    assert other.starts_at == at(8)
    actions.move_booking(other, at(6), at(7), by)
    assert other.starts_at == at(6)


def test_a_booking_may_move_within_its_own_time_and_to_another_room(room, by):
    booking = actions.request_booking(room, "Réunion", at(0), at(6), by, confirm=True)
    actions.move_booking(booking, at(1), at(5), by)
    other = actions.create_room(by, name="Petite salle")
    actions.move_booking(booking, at(1), at(5), by, room=other)
    assert booking.room.name == "Petite salle"
    assert actions.request_booking(room, "Autre", at(0), at(6), by, confirm=True).is_confirmed


def test_every_act_is_written_down_without_words(room, by):
    booking = actions.request_booking(room, "Réunion du COOP", at(0), at(6), by, note="Clé au gardien")
    actions.confirm_booking(booking, by)
    actions.move_booking(booking, at(1), at(5), by)
    actions.cancel_booking(booking, by)
    entries = database.session.query(AuditEntry).filter_by(subject_kind="Booking").order_by(AuditEntry.id).all()
    assert [one.verb for one in entries] == ["BookingRequested", "BookingConfirmed", "BookingMoved", "BookingCancelled"]
    assert "Réunion" not in str([(one.before, one.after) for one in entries])


def test_a_second_cancellation_is_none(room, by):
    booking = actions.request_booking(room, "Réunion", at(0), at(6), by)
    actions.cancel_booking(booking, by)
    actions.cancel_booking(booking, by)
    assert database.session.query(AuditEntry).filter_by(verb="BookingCancelled").count() == 1


HOURS = st.tuples(st.integers(0, 12), st.integers(1, 4)).map(lambda t: (at(t[0]), at(t[0] + t[1])))


class Rooms(RuleBasedStateMachine):
    """Whatever is asked, confirmed, moved and cancelled in two rooms: confirmed bookings never overlap, and whoever is
    refused was in the way of somebody."""

    @initialize()
    def furnish(self):
        self.by = make_organiser()
        self.rooms = [actions.create_room(self.by, name=name) for name in ("A", "B")]
        self.bookings: list[Booking] = []

    @rule(room=st.integers(0, 1), hours=HOURS, confirm=st.booleans())
    def ask(self, room, hours, confirm):
        is_free = self.is_free(self.rooms[room], *hours)
        try:
            self.bookings.append(actions.request_booking(self.rooms[room], "x", *hours, self.by, confirm=confirm))
        except actions.Taken:
            assert confirm and not is_free
        else:
            assert is_free or not confirm

    @rule(which=st.integers(0, 40))
    def confirm(self, which):
        if booking := self.one(which):
            is_free = self.is_free(booking.room, booking.starts_at, booking.ends_at, but=booking)
            try:
                actions.confirm_booking(booking, self.by)
            except actions.Taken:
                assert not is_free
            else:
                assert is_free

    @rule(which=st.integers(0, 40), hours=HOURS, room=st.integers(0, 1))
    def move(self, which, hours, room):
        if booking := self.one(which):
            is_free = self.is_free(self.rooms[room], *hours, but=booking)
            try:
                actions.move_booking(booking, *hours, self.by, room=self.rooms[room])
            except actions.Taken:
                assert booking.is_confirmed and not is_free
            else:
                assert is_free or not booking.is_confirmed

    @rule(which=st.integers(0, 40))
    def cancel(self, which):
        if booking := self.one(which):
            actions.cancel_booking(booking, self.by)

    @invariant()
    def nothing_overlaps(self):
        assert overlaps() == []

    def one(self, which) -> Booking | None:
        living = [booking for booking in getattr(self, "bookings", []) if not booking.is_cancelled]
        return living[which % len(living)] if living else None

    def is_free(self, room, starts_at, ends_at, but=None) -> bool:
        return not [
            one
            for one in self.bookings
            if one is not but and one.is_confirmed and one.room_id == room.id
            and one.starts_at < ends_at and one.ends_at > starts_at
        ]  # fmt: skip

    def teardown(self):
        database.session.rollback()


def overlaps() -> list[tuple[int, int]]:
    """The pairs of confirmed bookings that share a moment of a room, as the database tells them."""
    rows = database.session.query(Booking).filter_by(state="confirmed").order_by(Booking.id).all()
    return [
        (one.id, other.id)
        for one in rows
        for other in rows
        if one.id < other.id and one.room_id == other.room_id
        and one.starts_at < other.ends_at and other.starts_at < one.ends_at
    ]  # fmt: skip


def test_confirmed_bookings_never_overlap(app):
    run = settings(max_examples=40, stateful_step_count=25, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Rooms, settings=run)


def test_only_the_support_team_sees_rooms(client, log_in, room):
    booking = actions.request_booking(room, "Réunion", at(0), at(6), make_organiser())
    paths = ["", "/nouvelle", f"/{room.id}", f"/{room.id}/modifier", f"/{room.id}/reservation"]
    pages = [f"/reunions/salles{path}" for path in paths] + [f"/reunions/reservations/{booking.id}"]
    member, organiser = log_in(make_user()), log_in(make_organiser())
    for page in pages:
        assert client.get(page).status_code == 303, page
        assert member.get(page).status_code == 403, page
        assert organiser.get(page).status_code == 200, page


def test_the_schema_knows_that_time_goes_forward(room, by):
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError):
        actions.request_booking(room, "À l’envers", at(2), at(1), by)
    database.session.rollback()
