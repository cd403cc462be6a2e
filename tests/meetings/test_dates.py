"""What the calendar, its feed and everybody are told of meetings."""

from datetime import datetime, time, timedelta

from forum.core.clock import now, today
from forum.meetings.models import Presence
from tests.makers import added, make_category, make_meeting, make_series, make_user


def on(days: int) -> datetime:
    return datetime.combine(today() + timedelta(days=days), time(10))


def test_visitors_see_dates_and_places_and_no_more(client):
    meeting = make_meeting(
        presentation="Secret", presentation_html="<p>Secret</p>", chair="Ana Vidal", access="Parking"
    )
    page = client.get(meeting.url).text
    assert "Carcassonne" in page and "Parking" in page
    assert "Secret" not in page and "Ana Vidal" not in page
    assert meeting.title in client.get(f"/reunions?vue=liste&annee={meeting.day.year}").text


def test_a_series_that_is_not_public_is_for_those_inside(log_in, client):
    meeting = make_meeting(series=make_series(is_public=False))
    hidden = make_meeting(series=make_series(is_public=False, category=make_category(open_to=None)))
    assert client.get(meeting.url).status_code == 404
    assert client.get(f"{meeting.url}.ics").status_code == 404
    assert log_in(make_user()).get(meeting.url).status_code == 200
    assert log_in(make_user()).get(hidden.url).status_code == 404


def test_a_draft_is_for_the_support_team(log_in, client):
    draft = make_meeting(state="draft")
    assert client.get(draft.url).status_code == log_in(make_user()).get(draft.url).status_code == 404
    assert draft.title not in log_in(make_user()).get(f"/reunions?vue=liste&annee={draft.day.year}").text


def test_the_calendar_says_what_one_answered_and_asks_the_others(log_in):
    meeting, member = make_meeting(starts=on(20)), make_user()
    list_of = f"/reunions?vue=liste&annee={meeting.day.year}"
    assert "Répondre" in log_in(member).get(list_of).text
    row = added(Presence(meeting_id=meeting.id, user_id=member.id, answer="yes", answered_at=now()))
    assert "Vous venez" in log_in(member).get(list_of).text
    row.ask_again = True
    assert "Confirmer" in log_in(member).get(list_of).text


def test_every_page_names_the_next_day_that_is_not_cancelled(log_in):
    make_meeting(starts=on(10), state="cancelled")
    make_meeting(starts=on(-10))
    following = make_meeting(starts=on(20))
    page = log_in(make_user()).get("/categories").text
    assert f"<small>{following.day.day}" in page


def test_the_date_is_taken_away_as_a_file(client):
    meeting = make_meeting(starts=datetime(2030, 2, 13, 10))
    answer = client.get(f"{meeting.url}.ics")
    text = answer.get_data(as_text=True)
    assert answer.mimetype == "text/calendar"
    assert f"UID:{meeting.uid}" in text.replace("\r\n ", "")
    assert "DTSTART;TZID=Europe/Paris:20300213T100000" in text
    assert "METHOD:PUBLISH" in text and "ATTENDEE" not in text
