"""Changing a meeting, moving it, cancelling it, saying that it took place."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from forum.calendar.models import Booking, Room
from forum.calendar.times import Span
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import listen, listeners
from forum.meetings.actions import meeting as actions
from forum.meetings.actions.meeting import Facts, RoomWish
from forum.meetings.events import MeetingMoved
from forum.meetings.models import Meeting, Presence, Workshop
from tests.makers import added, make_meeting, make_organiser, make_series, make_user

STARTS = datetime(2027, 12, 8, 10)


@pytest.fixture
def meeting():
    """Planned in earnest: with its topic and a room that is promised."""
    room = added(Room(name="Salle des Platanes"))
    facts = Facts("Réunion du {date}", place="Carcassonne")
    span = Span(STARTS, STARTS.replace(hour=16, minute=30))
    return actions.create_meetings(make_series(), make_organiser(), [span], facts, RoomWish(room, confirm=True))[0]


@pytest.fixture
def moves():
    heard: list[int] = []
    note = listen(MeetingMoved)(lambda event: heard.append(event.meeting.id))
    yield heard
    listeners()[MeetingMoved].remove(note)


def form_of(meeting: Meeting, **changes):
    form = {"title": meeting.title, "day": meeting.day.isoformat(), "starts": "10:00", "ends": "16:30"}
    form |= {"place": meeting.place, "room_id": meeting.booking.room_id if meeting.booking else 0}
    return form | {"version": str(meeting.version)} | changes


def read(meeting: Meeting) -> Meeting:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Meeting, meeting.id)


def test_a_meeting_that_moves_keeps_its_row_its_uid_and_the_answers(log_in, meeting, moves):
    person = make_user()
    added(Presence(meeting_id=meeting.id, user_id=person.id, answer="yes", answered_at=now()))
    uid, sequence = meeting.uid, meeting.sequence
    form = form_of(meeting, day="2028-04-05", starts="09:30")
    assert log_in(make_organiser()).post(f"{meeting.url}/modifier", data=form).status_code == 303
    found = read(meeting)
    assert (found.uid, found.sequence) == (uid, sequence + 1)
    assert found.starts_at == datetime(2028, 4, 5, 7, 30, tzinfo=UTC)
    assert found.title == "Réunion du 5 avril 2028"
    assert found.booking.starts_at == found.starts_at
    assert found.booking.is_confirmed
    answer = db.session.get_one(Presence, (meeting.id, person.id))
    assert (answer.answer, answer.ask_again) == ("yes", True)
    assert moves == [found.id]


def test_its_topic_says_the_new_date(log_in, meeting):
    client = log_in(make_organiser())
    client.post(f"{meeting.url}/modifier", data=form_of(meeting, day="2028-04-05"))
    page = client.get(read(meeting).topic.url).text
    assert "Réunion du 5 avril 2028" in page
    assert "mercredi 5 avril 2028" in page
    assert "8 décembre 2027" not in page.partition('id="messages"')[2].partition("</article>")[0]


def test_other_words_move_nothing(log_in, meeting, moves):
    sequence = meeting.sequence
    log_in(make_organiser()).post(f"{meeting.url}/modifier", data=form_of(meeting, title="Journée de décembre"))
    assert (read(meeting).title, read(meeting).sequence) == ("Journée de décembre", sequence)
    assert moves == []


def test_a_room_that_is_taken_on_the_new_day_keeps_the_meeting_where_it_was(log_in, meeting):
    times = {"starts_at": datetime(2028, 4, 5, 7, tzinfo=UTC), "ends_at": datetime(2028, 4, 5, 15, tzinfo=UTC)}
    added(Booking(room_id=meeting.booking.room_id, title="Assemblée", state="confirmed", **times))
    answer = log_in(make_organiser()).post(f"{meeting.url}/modifier", data=form_of(meeting, day="2028-04-05"))
    assert answer.status_code == 422
    assert 'id="room_id-error"' in answer.text
    assert 'value="2028-04-05"' in answer.text
    assert "8 décembre 2027" in answer.text  # what it still is
    assert read(meeting).starts == STARTS
    assert read(meeting).booking.starts_at == meeting.starts_at


def test_a_meeting_without_a_room_frees_it(log_in, meeting):
    booking = meeting.booking_id
    log_in(make_organiser()).post(f"{meeting.url}/modifier", data=form_of(meeting, room_id=0))
    assert read(meeting).booking is None
    assert db.session.get_one(Booking, booking).is_cancelled


def test_of_two_edits_of_one_version_the_second_sees_both_texts(log_in, meeting):
    stale = form_of(meeting, place="Narbonne")
    client = log_in(make_organiser())
    client.post(f"{meeting.url}/modifier", data=form_of(meeting, place="Toulouse"))
    answer = client.post(f"{meeting.url}/modifier", data=stale)
    assert answer.status_code == 409
    assert "Toulouse" in answer.text
    assert 'value="Narbonne"' in answer.text
    assert read(meeting).place == "Toulouse"


@pytest.mark.parametrize(
    ("changes", "field"), [({"ends": "09:00"}, "ends"), ({"day": "2028-03-26", "starts": "02:30"}, "day")]
)
def test_what_makes_no_sense_is_said_at_its_field(log_in, meeting, changes, field):
    answer = log_in(make_organiser()).post(f"{meeting.url}/modifier", data=form_of(meeting, **changes))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def workshop_of(meeting: Meeting, **facts) -> Workshop:
    defaults = {"title": "Territoire", "starts": STARTS.replace(hour=14), "ends": STARTS.replace(hour=16)}
    return added(Workshop(meeting_id=meeting.id, **defaults | facts))


@pytest.mark.parametrize(
    ("changes", "field", "named"),
    [
        ({"ends": "15:00"}, "ends", "Territoire"),
        ({"starts": "10:30"}, "starts", "Parcours"),
        ({"day": "2028-04-05", "ends": "15:00"}, "ends", "Territoire"),
        ({"starts": "08:00", "ends": "12:00", "room_id": 0}, "ends", "Territoire"),
    ],
)
def test_a_meeting_too_short_for_its_workshops_stays_and_names_them(log_in, meeting, changes, field, named):
    workshop_of(meeting, title="Parcours", starts=STARTS, ends=STARTS.replace(hour=11))
    workshop_of(meeting)
    form = form_of(meeting, place="Narbonne", **changes)
    answer = log_in(make_organiser()).post(f"{meeting.url}/modifier", data=form)
    assert answer.status_code == 422
    error = answer.text.partition(f'id="{field}-error"')[2].partition("</p>")[0]
    assert [title for title in ("Parcours", "Territoire") if title in error] == [named]
    assert 'value="Narbonne"' in answer.text
    found = read(meeting)
    assert (found.starts, found.ends, found.place) == (STARTS, STARTS.replace(hour=16, minute=30), "Carcassonne")
    assert found.booking.starts_at == found.starts_at


@pytest.mark.parametrize(
    ("changes", "begins"),
    [
        ({"ends": "16:00"}, STARTS.replace(hour=14)),  # shorter, and they fit: they keep their hours
        ({"starts": "09:00"}, STARTS.replace(hour=14)),
        ({"starts": "13:00", "ends": "19:30"}, STARTS.replace(hour=17)),  # moved whole: they move along
        ({"day": "2028-04-05"}, datetime(2028, 4, 5, 14)),
        ({"day": "2028-04-05", "starts": "09:30"}, datetime(2028, 4, 5, 14)),
    ],
)
def test_workshops_keep_their_hours_or_move_along(log_in, meeting, changes, begins):
    workshop = workshop_of(meeting)
    assert log_in(make_organiser()).post(f"{meeting.url}/modifier", data=form_of(meeting, **changes)).status_code == 303
    db.session.expire_all()
    assert workshop.starts == begins
    assert workshop.ends - workshop.starts == timedelta(hours=2)
    assert workshop.version == (1 if begins == STARTS.replace(hour=14) else 2)


def test_a_cancelled_meeting_frees_its_room_and_says_why(log_in, meeting):
    client = log_in(make_organiser())
    assert client.post(f"{meeting.url}/annulation", data={"reason": ""}).status_code == 422
    sequence = meeting.sequence
    client.post(f"{meeting.url}/annulation", data={"reason": "Alerte météo rouge dans l’Aude."})
    found = read(meeting)
    assert (found.state, found.sequence, found.booking.state) == ("cancelled", sequence + 1, "cancelled")
    assert "Alerte météo rouge" in log_in(make_user()).get(meeting.url).text
    assert client.get(f"{meeting.url}/modifier").status_code == 403


def test_visitors_learn_that_it_is_cancelled_and_not_why(log_in, client, meeting):
    log_in(make_organiser()).post(f"{meeting.url}/annulation", data={"reason": "Alerte météo rouge."})
    page = client.get(meeting.url).text
    assert "Cette réunion est annulée" in page
    assert "météo" not in page


def test_a_meeting_is_held_once_it_has_begun_and_closed_once_it_was_held(log_in, meeting, clock):
    clock.set(meeting.starts_at - timedelta(hours=1))
    client = log_in(make_organiser())
    client.post(f"{meeting.url}/tenue")
    assert read(meeting).state == "scheduled"
    client.post(f"{meeting.url}/cloture")
    assert read(meeting).state == "scheduled"
    clock.set(read(meeting).ends_at + timedelta(hours=1))
    client.post(f"{meeting.url}/tenue")
    assert read(meeting).state == "held"
    client.post(f"{meeting.url}/cloture")
    assert read(meeting).state == "closed"


def test_a_draft_goes_without_a_trace_and_a_published_one_stays(log_in):
    draft, client = make_meeting(state="draft"), log_in(make_organiser())
    published = make_meeting()
    client.post(f"{draft.url}/suppression")
    client.post(f"{published.url}/suppression")
    db.session.rollback()
    assert db.session.scalars(select(Meeting.id)).all() == [published.id]


@pytest.mark.parametrize("path", ["modifier", "annulation", "dupliquer", "suppression"])
def test_members_arrange_nothing(log_in, meeting, path):
    assert log_in(make_user()).get(f"{meeting.url}/{path}").status_code == 403


@pytest.mark.parametrize("path", ["publication", "tenue", "cloture"])
def test_members_declare_nothing(log_in, meeting, path):
    assert log_in(make_user()).post(f"{meeting.url}/{path}").status_code == 403
