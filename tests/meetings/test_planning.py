"""A series and its dates in one step; the room; the topic; what is refused keeps what was typed."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from forum.calendar.models import Booking, Room
from forum.core.db import db
from forum.meetings.models import AgendaItem, Meeting, Series
from tests.makers import added, make_category, make_meeting, make_organiser, make_series, make_user

DAYS = ("2027-12-08", "2028-02-16", "2028-04-05", "2028-06-07")


@pytest.fixture
def room():
    return added(Room(name="Salle des Platanes"))


def sent(series, **changes):
    form = {"series_id": series.id if series else 0, "title": "Réunion du COOP du {date}", "publish": "y"}
    form |= {"starts": "10:00", "ends": "16:30", "place": "Carcassonne", "room_id": 0}
    return form | {f"day_{number}": day for number, day in enumerate(DAYS, 1)} | changes


def planned() -> list[Meeting]:
    return list(db.session.scalars(select(Meeting).order_by(Meeting.starts)))


def test_a_series_and_its_four_meetings_are_made_in_one_step(log_in, room):
    category = make_category()
    words = {"series_name": "Réunions du COOP", "short_name": "COOP", "category_id": category.id, "is_public": "y"}
    client = log_in(make_organiser())
    answer = client.post("/reunions/nouvelle", data=sent(None, room_id=room.id, confirm="y", **words))
    assert answer.status_code == 303
    meetings = planned()
    assert [one.day.isoformat() for one in meetings] == list(DAYS)
    assert {one.series.short_name for one in meetings} == {"COOP"}
    assert meetings[0].series.is_first
    assert [one.state for one in meetings] == ["scheduled"] * 4
    assert meetings[1].title == "Réunion du COOP du 16 février 2028"
    assert all(one.booking.is_confirmed and one.booking.starts_at == one.starts_at for one in meetings)
    assert all(one.topic.category_id == category.id for one in meetings)
    assert f'href="{meetings[0].url}"' in client.get(meetings[0].topic.url).text


def test_wall_time_is_what_was_typed_in_winter_and_in_summer(log_in):
    log_in(make_organiser()).post("/reunions/nouvelle", data=sent(make_series()))
    winter, summer = planned()[1], planned()[2]
    assert winter.starts_at == datetime(2028, 2, 16, 9, tzinfo=UTC)
    assert summer.starts_at == datetime(2028, 4, 5, 8, tzinfo=UTC)


def test_every_agenda_begins_with_the_minutes_and_the_open_actions(log_in):
    log_in(make_organiser()).post("/reunions/nouvelle", data=sent(make_series()))
    kinds = db.session.scalars(select(AgendaItem.kind).where(AgendaItem.meeting_id == planned()[0].id)).all()
    assert sorted(kinds) == ["actions", "approval"]


def test_an_end_before_the_start_is_refused_at_its_field_and_nothing_is_lost(log_in):
    answer = log_in(make_organiser()).post("/reunions/nouvelle", data=sent(make_series(), ends="09:00"))
    assert answer.status_code == 422
    assert 'id="ends-error"' in answer.text
    assert "La fin vient avant le début" in answer.text
    assert 'value="2028-06-07"' in answer.text
    assert planned() == []


@pytest.mark.parametrize("name", ["presence_days", "proposals_days"])
def test_too_many_days_are_refused_in_our_words(log_in, name):
    answer = log_in(make_organiser()).post("/reunions/nouvelle", data=sent(make_series(), **{name: "400"}))
    assert answer.status_code == 422
    assert "Écrivez un nombre de jours, 365 au plus." in answer.text


def test_a_date_in_the_past_is_allowed_and_said(log_in):
    client = log_in(make_organiser())
    answer = client.post("/reunions/nouvelle", data=sent(make_series(), day_1="2021-10-06"))
    assert "1 date est passée" in client.get(answer.location).text
    assert planned()[0].day == date(2021, 10, 6)


def test_a_room_that_is_taken_is_told_by_date_and_no_meeting_is_made(log_in, room):
    taken = {"starts_at": datetime(2028, 2, 16, 8, tzinfo=UTC), "ends_at": datetime(2028, 2, 16, 11, tzinfo=UTC)}
    added(Booking(room_id=room.id, title="Assemblée générale", state="confirmed", **taken))
    series = make_series()
    answer = log_in(make_organiser()).post("/reunions/nouvelle", data=sent(series, room_id=room.id, confirm="y"))
    assert answer.status_code == 422
    assert 'id="day_2-error"' in answer.text
    assert 'id="day_1-error"' not in answer.text
    assert "Assemblée générale" in answer.text
    db.session.rollback()
    assert planned() == []
    assert db.session.scalars(select(Booking)).one().title == "Assemblée générale"


def test_a_room_only_asked_for_stays_asked_for(log_in, room):
    log_in(make_organiser()).post("/reunions/nouvelle", data=sent(make_series(), room_id=room.id))
    assert [one.booking.state for one in planned()] == ["requested"] * 4


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day_1": "", "day_2": "", "day_3": "", "day_4": ""}, "day_1"),
        ({"day_3": DAYS[0]}, "day_3"),
        ({"day_1": "8 décembre"}, "day_1"),
        ({"day_1": "2028-03-26", "starts": "02:30"}, "day_1"),
        ({"day_1": "9999-12-31"}, "day_1"),
        ({"title": ""}, "title"),
        ({"series_id": 0, "series_name": ""}, "series_name"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(log_in, changes, field):
    answer = log_in(make_organiser()).post("/reunions/nouvelle", data=sent(make_series(), **changes))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert planned() == []


def test_drafts_have_no_topic_until_they_are_published(log_in):
    client = log_in(make_organiser())
    client.post("/reunions/nouvelle", data={**sent(make_series()), "publish": ""})
    draft = planned()[0]
    assert (draft.state, draft.topic_id) == ("draft", None)
    client.post(f"{draft.url}/publication")
    db.session.expire_all()
    assert draft.state == "scheduled"
    assert draft.topic.title == draft.title


def test_nobody_but_the_support_team_plans(log_in):
    client = log_in(make_user())
    assert client.get("/reunions/nouvelle").status_code == 403
    assert client.post("/reunions/nouvelle", data=sent(make_series())).status_code == 403


def test_an_organiser_plans_nothing_in_a_series_of_a_closed_category(log_in):
    hidden = make_series(category=make_category(open_to=None))
    answer = log_in(make_organiser()).post("/reunions/nouvelle", data=sent(hidden))
    assert answer.status_code == 422
    assert planned() == []


def test_a_copy_takes_the_frame_and_leaves_the_rest(log_in):
    first = make_meeting(title="Réunion du 8 décembre 2027", starts=datetime(2027, 12, 8, 10), access="Parking")
    first_title = f"Réunion du {first.day.day} décembre 2027"
    assert first.title == first_title
    added(AgendaItem(meeting_id=first.id, title="Atelier", state="accepted", minutes=90, position=3))
    added(AgendaItem(meeting_id=first.id, title="Proposé", state="accepted", position=4, proposed_by_id=make_user().id))
    log_in(make_organiser()).post(f"{first.url}/dupliquer", data={"day_1": "2028-02-16"})
    copy = planned()[-1]
    assert (copy.state, copy.title, copy.access) == ("draft", "Réunion du 16 février 2028", "Parking")
    assert copy.starts == datetime(2028, 2, 16, 10)
    items = db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == copy.id).order_by(AgendaItem.position))
    assert [one.kind for one in items] == ["approval", "actions", "topic"]


def test_a_series_is_changed_and_put_aside(log_in):
    series, client = make_series(), log_in(make_organiser())
    form = {"series_name": "Autre nom", "short_name": "AN", "category_id": series.category_id}
    assert client.post(f"/reunions/series/{series.id}", data=form).status_code == 303
    client.post(f"/reunions/series/{series.id}/archivage")
    db.session.expire_all()
    kept = db.session.get_one(Series, series.id)
    assert (kept.name, kept.is_public) == ("Autre nom", False)
    assert kept.archived_at
    assert "Autre nom" not in client.get("/reunions/nouvelle").text
