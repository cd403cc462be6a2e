"""The line between two meetings, and what is counted from the last one."""

from datetime import datetime, time, timedelta

import pytest

from forum.core.clock import now, today
from forum.meetings.models import Action, Decision, Presence
from tests.makers import added, make_category, make_meeting, make_series, make_topic, make_user


@pytest.fixture
def series():
    return make_series(is_first=True, category=make_category())


def on(days: int) -> datetime:
    return datetime.combine(today() + timedelta(days=days), time(10))


@pytest.fixture
def held(series):
    return make_meeting(series=series, starts=on(-30), state="held")


@pytest.fixture
def ahead(series):
    return make_meeting(series=series, starts=on(40))


def outcome(kind, meeting, **facts):
    words = {"code": f"{kind.__name__}-1", "number": 1, "block": "b", "text": "Écrire", "html": "<p>Écrire</p>"}
    return added(kind(meeting_id=meeting.id, **words | facts))


def test_the_line_counts_the_days_from_the_last_meeting_to_the_next(log_in, held, ahead):
    page = log_in(make_user()).get("/").text
    assert '<progress max="70" value="30"' in page
    assert "il en reste 40" in page
    assert f'href="{held.url}"' in page and f'href="{ahead.url}"' in page


def test_what_happened_is_counted_from_the_meeting_not_from_the_last_visit(log_in, series, held):
    member = make_user(previous_visit_at=now() - timedelta(days=1))
    make_topic(category=series.category, created_at=now() - timedelta(days=20))
    make_topic(category=series.category, created_at=now() - timedelta(days=50))
    page = log_in(member).get("/").text
    assert "1 sujet et 0 réponse" in page.replace("\u00a0", " ")


def test_decisions_and_my_actions_are_told(log_in, held):
    member = make_user()
    outcome(Decision, held)
    outcome(Action, held, owner_id=member.id, due=today() + timedelta(days=3))
    page = log_in(member).get("/").text.replace("\u00a0", " ")
    assert "1 décision" in page and "1 action vous attend" in page
    assert "1 action vous attend" not in log_in(make_user()).get("/").text.replace("\u00a0", " ")


def test_the_next_meeting_asks_and_then_says_what_one_answered(log_in, ahead):
    member = make_user()
    client = log_in(member)
    assert "Participerez-vous" in client.get("/").text
    added(Presence(meeting_id=ahead.id, user_id=member.id, answer="yes", answered_at=now()))
    assert "Vous venez" in client.get("/").text


def test_a_closed_category_s_meetings_are_on_nobody_else_s_home(log_in, client):
    hidden = make_series(is_first=True, is_public=False, category=make_category(open_to=None))
    meeting = make_meeting(series=hidden, title="Comité secret")
    assert "Comité secret" not in log_in(make_user()).get("/").text
    assert "Comité secret" not in client.get("/").text
    assert meeting.url not in log_in(make_user()).get("/reunions").text


def test_visitors_read_the_next_dates_and_places(client, ahead):
    page = client.get("/").text
    assert ahead.title in page and "Carcassonne" in page
    assert make_meeting(state="draft", title="Brouillon").title not in client.get("/").text
