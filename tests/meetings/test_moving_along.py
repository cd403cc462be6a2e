"""What follows a meeting that moves, and what a room's box means once the room is asked for."""

from datetime import UTC, datetime, time, timedelta

import pytest

from forum.calendar.models import Booking, Room
from forum.calendar.times import Span
from forum.core.clock import now, today
from forum.meetings.actions import meeting as actions
from forum.meetings.actions.meeting import Facts, RoomWish
from forum.meetings.models import Meeting, Presence
from tests.makers import added, make_category, make_group, make_meeting, make_organiser, make_series, make_user
from tests.meetings.test_arranging import form_of, read

STARTS = datetime(2027, 12, 8, 10)


def planned(confirm: bool = False) -> Meeting:
    room, span = added(Room(name="Salle des Platanes")), Span(STARTS, STARTS.replace(hour=16, minute=30))
    facts = Facts("Réunion du {date}", place="Carcassonne", presence_days=2, proposals_days=7)
    return actions.create_meetings(make_series(), make_organiser(), [span], facts, RoomWish(room, confirm))[0]


def test_the_days_until_which_one_answers_follow_and_those_typed_anew_stay(log_in):
    meeting = planned()
    days = {"presence_until": "2027-12-06", "proposals_until": "2027-11-15"}  # the second is another one than before
    log_in(make_organiser()).post(f"{meeting.url}/modifier", data=form_of(meeting, day="2028-04-05", **days))
    found = read(meeting)
    assert found.presence_until == datetime(2028, 4, 3, 21, 59, tzinfo=UTC)
    assert found.proposals_until == datetime(2027, 11, 15, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize("confirmed", [False, True])
def test_the_box_of_a_room_says_and_makes_it_confirmed(log_in, confirmed):
    meeting = planned(confirm=confirmed)
    client = log_in(make_organiser())
    box = client.get(f"{meeting.url}/modifier").text.partition('name="confirm"')
    assert ("checked" in box[2].partition(">")[0] or "checked" in box[0].rpartition("<input")[2]) is confirmed
    assert client.post(f"{meeting.url}/modifier", data=form_of(meeting, confirm="y")).status_code == 303
    assert read(meeting).booking.is_confirmed


def test_a_room_that_is_someone_elses_is_not_confirmed(log_in):
    meeting = planned()
    times = {"starts_at": meeting.starts_at, "ends_at": meeting.ends_at}
    added(Booking(room_id=meeting.booking.room_id, title="Assemblée", state="confirmed", **times))
    answer = log_in(make_organiser()).post(f"{meeting.url}/modifier", data=form_of(meeting, confirm="y"))
    assert (answer.status_code, read(meeting).booking.state) == (422, "requested")


def test_nobody_answers_or_proposes_once_it_has_begun(log_in):
    day = datetime.combine(today(), time())
    meeting = make_meeting(starts=day, ends=day + timedelta(minutes=1), presence_until=now() + timedelta(days=1))
    meeting.proposals_until = meeting.presence_until
    client = log_in(make_user())
    assert client.post(f"{meeting.url}/presence", data={"answer": "yes"}).status_code == 403
    assert client.get(f"{meeting.url}/propositions/nouvelle").status_code == 403
    assert f"{meeting.url}#presence" not in client.get("/reunions").text


def test_whoever_stands_in_the_list_is_ticked_even_out_of_the_category_by_now(log_in):
    staff, person, stranger = make_organiser(), make_user(), make_user()
    day = datetime.combine(today(), time())
    series = make_series(category=make_category(group=make_group(staff)))
    meeting = make_meeting(series=series, starts=day, ends=day + timedelta(hours=20))
    added(Presence(meeting_id=meeting.id, user_id=person.id, answer="yes", seen=""))
    client = log_in(staff)
    assert f"{meeting.url}/pointage/{person.id}" in client.get(f"{meeting.url}/pointage").text
    assert client.post(f"{meeting.url}/pointage/{person.id}", data={"seen": "present"}).status_code == 303
    assert client.post(f"{meeting.url}/pointage/{stranger.id}", data={"seen": "present"}).status_code == 404
    assert [row.seen for row in Presence.query] == ["present"]
