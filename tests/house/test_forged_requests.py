"""A request that no page of ours sent is refused, and changes nothing."""

import re

import pytest

from tests.doors import crawl
from tests.doors.state import changes, rows
from tests.doors.world import build

# A mail client posts there by itself, as RFC 8058 wants it; the signed token in the address is the proof.
EXEMPT = {"notifications.create_unsubscription"}
ADMINISTRATOR = "administrator"


@pytest.fixture
def world(app):
    app.config["WTF_CSRF_ENABLED"] = True
    return build()


def token_of(client) -> str:
    page = client.get("/preferences").text
    return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]


def sent_with(client, app, world, **token: str) -> list[crawl.Answer]:
    return list(crawl.send_all(client, app, world, but=EXEMPT, **token))


@pytest.mark.parametrize("whose", ["nobody's", "another's", "an older session's", "garbled"])
def test_without_the_right_token_nothing_happens(app, world, log_in, whose):
    administrator = world.people[ADMINISTRATOR]
    client = log_in(administrator)
    tokens = {
        "nobody's": lambda: "",
        "another's": lambda: token_of(log_in(world.people["organiser"])),
        "an older session's": lambda: token_of(log_in(administrator)),
        "garbled": lambda: token_of(client)[:-1],
    }
    token = tokens[whose]()
    before = rows(but=set())
    answers = sent_with(client, app, world, csrf_token=token)
    assert answers
    assert {answer.status for answer in answers} == {400}
    assert not changes(before, rows(but=set()))


def test_with_the_right_token_every_form_is_heard(app, world, log_in):
    """Else the refusals above would prove nothing."""
    client = log_in(world.people[ADMINISTRATOR])
    answers = sent_with(client, app, world, csrf_token=token_of(client))
    assert {a.endpoint for a in answers if a.status == 400} <= set(crawl.LAST)  # one is nobody after the first of them


def test_a_form_lost_with_its_session_is_shown_again_and_keeps_passwords_to_itself(app, world, log_in):
    answer = log_in(world.people["member"]).post(
        "/apercu", data={"body": "Mon texte", "password": "secret-de-polichinelle"}
    )
    assert answer.status_code == 400
    assert "Mon texte" in answer.text
    assert "polichinelle" not in answer.text


def test_another_site_cannot_sign_anybody_out_with_a_forged_form(app, world, log_in):
    """Browsers leave our cookie out of what other sites send: the answer must not put a new one in its place."""
    answer = app.test_client().post("/deconnexion", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers
    assert "csrf_token" not in answer.text
