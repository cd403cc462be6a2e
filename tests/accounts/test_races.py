"""Twenty at once: a link opens one door, a double click makes one account."""

import contextvars
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask.testing import FlaskClient

from forum.accounts import actions, passwords
from forum.accounts.models import MailedLink, User, UserSession
from forum.core.db import db
from tests.accounts.letters import last_link
from tests.makers import make_organiser, make_user

pytestmark = pytest.mark.race
EMAIL = "nadia@trois-ponts.example"
PASSWORD = "quatre mots bien rangés"


def at_once(app, times: int, act) -> list:
    """What ``act(client)`` returns in ``times`` threads that start together, each with a browser of its own."""
    gate = Barrier(times)

    def run(_number):
        client = app.test_client()
        gate.wait()
        return contextvars.Context().run(act, client)

    db.session.commit()
    with ThreadPoolExecutor(times) as pool:
        results = list(pool.map(run, range(times)))
    db.session.rollback()
    return results


@pytest.fixture(autouse=True)
def _own_transactions(app, monkeypatch):
    """A plain client: the requests of threads must not touch the test's own transaction."""
    monkeypatch.setattr(app, "test_client_class", FlaskClient)


def statuses(app, path: str, **data: str) -> list[int]:
    return sorted(at_once(app, 20, lambda client: client.post(path, data=data).status_code))


def test_a_sign_in_link_opens_one_session(app):
    make_user(email=EMAIL, username="nadia")
    actions.request_sign_in_link(EMAIL)
    assert statuses(app, last_link(EMAIL)) == [303] + [410] * 19
    assert UserSession.query.count() == 1


def test_a_reset_link_changes_the_password_once(app):
    make_user(email=EMAIL, username="nadia")
    actions.request_reset(EMAIL)
    assert statuses(app, last_link(EMAIL), new_password="cinq autres mots bien rangés") == [303] + [410] * 19


def test_a_confirmation_makes_one_member(app):
    make_user(email=EMAIL, username="nadia", state="unconfirmed", password_hash=passwords.hashed(PASSWORD))
    actions.request_sign_in_link(EMAIL)
    found = statuses(app, last_link(EMAIL), password=PASSWORD)
    assert found.count(303) == 1
    assert set(found) <= {303, 410, 429}  # twenty passwords at once are also too many tries


def test_an_address_changes_once(app):
    user = make_user(email="ancienne@a.example", username="nadia")
    actions.change_email(user, EMAIL)
    assert statuses(app, last_link(EMAIL)) == [303] + [410] * 19


SIGN_UP = {
    "first_name": "Nadia",
    "last_name": "Ferrand",
    "email": EMAIL,
    "password": PASSWORD,
    "function": "Directrice",
    "establishment": "D-ITEP Les Trois Ponts (Aude)",
    "charter": "y",
}


def test_an_invitation_makes_one_member(app):
    actions.invite(EMAIL, by=make_organiser())
    found = statuses(app, last_link(EMAIL), **SIGN_UP)
    assert found.count(303) == 1
    assert set(found) <= {200, 303, 410}
    assert User.query.filter_by(email=EMAIL).one().state == "active"


def test_a_double_click_makes_one_account(app):
    found = at_once(app, 4, lambda client: client.post("/inscription", data=SIGN_UP).status_code)
    assert found == [200] * 4
    assert User.query.filter_by(email=EMAIL).one().username == "nadia.ferrand"


def test_of_two_links_asked_at_once_one_lives(app):
    user = make_user(email=EMAIL, username="nadia")
    at_once(app, 4, lambda client: client.post("/connexion/lien", data={"email": EMAIL}).status_code)
    assert MailedLink.query.filter_by(user_id=user.id, used_at=None).count() == 1
