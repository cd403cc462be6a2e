"""Answering from the mail without signing in: the link answers, and opens nothing else."""

import re

import pytest

from forum.accounts.actions import leave, suspend
from forum.core.clock import now
from forum.core.events import emit
from forum.core.mail import OutboxMail
from forum.meetings.events import MeetingScheduled
from forum.meetings.links import answer_url
from forum.meetings.models import Presence
from tests.makers import make_category, make_group, make_meeting, make_organiser, make_series, make_user


@pytest.fixture
def person(app):
    return make_user(first_name="Nadia", last_name="Ferrand")


@pytest.fixture
def meeting(app):
    return make_meeting(title="Réunion du COOP du 16 février")


@pytest.fixture
def link(app, meeting, person):
    with app.test_request_context():
        return answer_url(meeting, person).removeprefix(app.config["BASE_URL"])


def answered() -> str | None:
    row = Presence.query.one_or_none()
    return row.answer if row else None


def test_the_mail_of_the_invitation_holds_the_buttons(app, client, meeting, person):
    with app.test_request_context():
        emit(MeetingScheduled(meeting, actor=make_organiser()))
    mail = OutboxMail.query.filter_by(recipient=person.email).one()
    links = re.findall(r"http\S+(/reunions/reponse/\S+)\?r=(\S+)", mail.text)
    assert [word for _url, word in links] == ["oui", "peut-etre", "non", "represente"]
    assert "Confirmer\xa0: Je viens" in client.get(f"{links[0][0]}?r=oui").text


def test_opening_the_link_changes_nothing_and_a_button_answers(client, link):
    page = client.get(link + "?r=non")
    assert page.status_code == 200
    assert "Réponse de Nadia Ferrand." in page.text
    assert answered() is None
    assert "vous ne venez pas" in client.post(link, data={"answer": "no"}).text
    assert answered() == "no"
    assert "vous venez" in client.post(link, data={"answer": "yes"}).text
    assert answered() == "yes"


def test_someone_is_named_from_the_mail(client, link):
    assert client.post(link, data={"answer": "represented", "substitute": ""}).status_code == 422
    client.post(link, data={"answer": "represented", "substitute": "Ana Vidal"})
    assert Presence.query.one().substitute == "Ana Vidal"


def test_no_other_right_comes_with_it(client, link, meeting):
    client.post(link, data={"answer": "yes"})
    for path in (f"/reunions/{meeting.id}/presence", f"/reunions/{meeting.id}/participants", "/notifications"):
        assert "/connexion" in client.get(path).location


def test_nobody_keeps_a_copy(client, link):
    for answer in (client.get(link), client.post(link, data={"answer": "yes"})):
        assert answer.headers["Cache-Control"] == "no-store"


def _cancel(meeting, _person):
    meeting.state = "cancelled"


def _end(meeting, _person):
    meeting.state = "held"


def _close_answers(meeting, _person):
    meeting.presence_until = now()


def _move_away(meeting, _person):
    meeting.series.category_id = make_category(group=make_group()).id


def _change_address(_meeting, person):
    person.email = "ailleurs@essais.example"


@pytest.mark.parametrize(
    "change",
    [
        _cancel,
        _end,
        _close_answers,
        _move_away,
        _change_address,
        lambda _meeting, person: leave(person, make_organiser()),
        lambda _meeting, person: suspend(person, make_organiser(), "Une raison."),
    ],
    ids=["cancelled", "over", "too late", "closed category", "other address", "left", "suspended"],
)
def test_the_link_dies(client, link, meeting, person, change):
    change(meeting, person)
    assert client.get(link).status_code == 410
    assert client.post(link, data={"answer": "yes"}).status_code == 410
    assert answered() in (None, "")


@pytest.mark.parametrize("token", ["x", "WzEsMSwiYSJd.forged", "x" * 43])
def test_a_forged_link_answers_nothing(client, meeting, token):
    assert client.get(f"/reunions/reponse/{token}").status_code == 410


def test_it_is_not_for_hammering(client, link):
    answers = [client.post(link, data={"answer": "yes"}).status_code for _ in range(12)]
    assert answers[:10] == [200] * 10
    assert 429 in answers


def test_it_answers_for_its_own_person_whoever_is_signed_in(log_in, link, person):
    log_in(make_user()).post(link, data={"answer": "yes"})
    assert Presence.query.one().user_id == person.id


def test_nobody_is_invited_to_what_is_noted_afterwards(app, person, clock):
    meeting = make_meeting()
    clock.set(meeting.ends_at)
    with app.test_request_context():
        emit(MeetingScheduled(meeting, actor=make_organiser()))
    assert OutboxMail.query.count() == 0


def test_only_those_who_may_read_are_invited(app):
    inside, outside = make_user(), make_user()
    meeting = make_meeting(series=make_series(category=make_category(group=make_group(inside))))
    with app.test_request_context():
        emit(MeetingScheduled(meeting, actor=make_organiser()))
    assert OutboxMail.query.filter_by(recipient=outside.email).count() == 0
    assert OutboxMail.query.filter_by(recipient=inside.email).count() == 1
