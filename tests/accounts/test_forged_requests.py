"""Forged requests: nothing changes without the token of one's own session; no GET changes anything."""

import re

import pytest

from forum.accounts import actions, passwords
from forum.accounts.models import MailedLink, User, UserSession
from tests.accounts.letters import last_link
from tests.makers import make_user

PASSWORD = "quatre mots bien rangés"


@pytest.fixture
def nadia(app):
    app.config["WTF_CSRF_ENABLED"] = True
    return make_user(email="nadia@a.example", username="nadia", password_hash=passwords.hashed(PASSWORD))


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]


CHANGING = [
    ("/connexion", {"email": "nadia@a.example", "password": PASSWORD}),
    ("/connexion/lien", {"email": "nadia@a.example"}),
    ("/mot-de-passe", {"email": "nadia@a.example"}),
    ("/inscription", {"email": "x@a.example"}),
    ("/deconnexion", {}),
    ("/deconnexion/partout", {}),
    ("/preferences", {"first_name": "Pirate", "last_name": "P", "function": "F", "establishment": "E"}),
    ("/preferences/affichage", {"theme": "dark"}),
    ("/langue", {"locale": "en"}),
    ("/preferences/mot-de-passe", {"current_password": PASSWORD, "new_password": "cinq autres mots bien rangés"}),
    ("/preferences/courriel", {"current_password": PASSWORD, "email": "pirate@a.example"}),
]


@pytest.mark.parametrize(("path", "data"), CHANGING)
@pytest.mark.parametrize("token", ["none", "garbage", "another’s"])
def test_a_forged_request_changes_nothing(app, log_in, nadia, path, data, token):
    client, stranger = log_in(nadia), log_in(make_user())
    client.get("/preferences")
    given = {"none": {}, "garbage": {"csrf_token": "x"}, "another’s": {"csrf_token": ""}}[token]
    if token == "another’s":
        given = {"csrf_token": token_of(stranger.get("/preferences").text)}
    before = (nadia.first_name, nadia.theme, nadia.locale, nadia.password_hash)
    assert client.post(path, data=data | given).status_code == 400
    assert (nadia.first_name, nadia.theme, nadia.locale, nadia.password_hash) == before
    assert UserSession.query.count() == 2
    assert not MailedLink.query.count()


def test_the_token_of_ones_own_session_is_good(log_in, nadia):
    client = log_in(nadia)
    token = token_of(client.get("/preferences").text)
    assert client.post("/preferences/affichage", data={"theme": "dark", "csrf_token": token}).status_code == 303
    assert nadia.theme == "dark"


def test_a_token_from_before_signing_in_dies_with_the_old_session(client, nadia):
    old = token_of(client.get("/connexion").text)
    data = {"email": "nadia@a.example", "password": PASSWORD, "csrf_token": old}
    assert client.post("/connexion", data=data).status_code == 303
    assert client.post("/preferences/affichage", data={"theme": "dark", "csrf_token": old}).status_code == 400


def test_no_get_changes_anything(app, log_in, nadia):
    """Every page of the room, links included, looked at by their owner."""
    for ask in (actions.request_sign_in_link, actions.request_reset):
        ask("nadia@a.example")
    links = [last_link("nadia@a.example")]
    actions.change_email(nadia, "neuve@a.example")
    links.append(last_link("neuve@a.example"))
    client = log_in(nadia)
    before = state()
    rules = [r for r in app.url_map.iter_rules() if r.endpoint.startswith("accounts.") and "GET" in (r.methods or ())]
    paths = [r.rule for r in rules if not r.arguments] + ["/u/nadia", *links]
    for path in paths:
        assert client.get(path).status_code in (200, 303), path
    assert state() == before


def state() -> list:
    links = [(link.id, link.used_at) for link in MailedLink.query]
    return [links, UserSession.query.count(), [(u.id, u.email, u.state, u.last_seen_at) for u in User.query]]


def test_links_are_built_on_our_own_address(client, nadia, app):
    app.config["WTF_CSRF_ENABLED"] = False
    app.config["BASE_URL"] = "https://espace.example"
    client.post("/mot-de-passe", data={"email": "nadia@a.example"}, headers={"Host": "127.0.0.1"})
    from tests.accounts.letters import letters

    assert "https://espace.example/mot-de-passe/" in letters("nadia@a.example")[-1].text


def test_a_fault_is_logged_without_the_address(client, app, nadia, caplog, monkeypatch):
    app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    monkeypatch.setattr("forum.accounts.links.peek", lambda *_: 1 / 0)
    assert client.get("/connexion/lien/un-grand-secret").status_code == 500
    assert "un-grand-secret" not in caplog.text
    assert "accounts.use_sign_in_link" in caplog.text
