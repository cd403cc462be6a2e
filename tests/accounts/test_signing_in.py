"""Signing in by password or mailed link; limits; what a stranger cannot learn."""

import re
import statistics
import time
from datetime import timedelta

import pytest

from forum.accounts import actions, passwords, queries
from forum.accounts.models import UserSession
from forum.accounts.safe_next import is_inside
from forum.core import jobs
from forum.core.clock import now
from tests.accounts.letters import last_link, letters
from tests.makers import make_user

PASSWORD = "quatre mots bien rangés"
EMAIL = "nadia@trois-ponts.example"


def make_nadia(**facts):
    return make_user(**{"email": EMAIL, "username": "nadia", "password_hash": passwords.hashed(PASSWORD)} | facts)


def sign_in(client, password=PASSWORD, email=EMAIL, **other):
    return client.post("/connexion", data={"email": email, "password": password, "stay": "y"} | other)


def is_signed_in(client) -> bool:
    return client.get("/preferences").status_code == 200


def test_the_password_opens_the_space(client, app):
    make_nadia()
    assert client.get("/connexion").status_code == 200
    assert sign_in(client, email=" Nadia@Trois-Ponts.example ").status_code == 303
    assert is_signed_in(client)


def test_a_wrong_password_is_told_beside_the_field_and_not_shown(client, app):
    make_nadia()
    answer = sign_in(client, "ce n’est pas le bon")
    assert answer.status_code == 422
    assert 'id="password-error"' in answer.text
    assert f'value="{EMAIL}"' in answer.text
    assert "pas le bon" not in answer.text
    assert not is_signed_in(client)


def test_after_signing_in_one_is_where_one_was_going(client, app):
    make_nadia()
    there = client.get("/preferences/securite")
    assert there.location == "/connexion?next=/preferences/securite"
    assert 'value="/preferences/securite"' in client.get(there.location).text
    assert sign_in(client, next="/preferences/securite").location == "/preferences/securite"


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("/t/livret/12/3?page=2#m4", True),
        ("/", True),
        ("//voleur.example", False),
        ("/\\voleur.example", False),
        ("\\\\voleur.example", False),
        ("/\t/voleur.example", False),
        ("/\n/voleur.example", False),
        (" //voleur.example", False),
        ("https://voleur.example/", False),
        ("https:/voleur.example", False),
        ("javascript:alert(1)", False),
        ("voleur.example", False),
        ("", False),
        ("/a\x7fb", False),
        ("/" + "a" * 3000, False),
        ("http://[", False),
    ],
)
def test_next_stays_inside(client, app, url, inside):
    assert is_inside(url) is inside
    make_nadia()
    assert sign_in(client, next=url).location == (url if inside else "/")


def test_a_pending_person_learns_what_happens_next(client, app):
    make_nadia(state="pending")
    assert sign_in(client, next="/preferences").location == "/attente"


def test_a_suspended_person_is_told_until_when_and_stays_out(client, app):
    make_nadia(suspended_until=now() + timedelta(days=3))
    assert "suspendu jusqu" in sign_in(client).text
    assert not is_signed_in(client)


def test_an_unconfirmed_person_gets_the_link_again_and_the_answer_of_a_wrong_password(client, app, clock):
    make_nadia(state="unconfirmed", confirmed_at=None, admitted_at=None)
    wrong = without_what_changes(sign_in(client, email="personne@ailleurs.example"))
    right = without_what_changes(sign_in(client))
    assert wrong.replace("personne@ailleurs.example", EMAIL) == right
    jobs.run_waiting(app)
    assert [letter.kind for letter in letters(EMAIL)] == ["accounts.confirm"]
    sign_in(client)
    jobs.run_waiting(app)
    assert len(letters(EMAIL)) == 1  # once in ten minutes


def without_what_changes(answer) -> str:
    return re.sub(r'name="csrf_token"[^>]*>|csrf[^ ]*', "", answer.text)


# --- by mail ---------------------------------------------------------------------------------------------------------


def test_a_mailed_link_opens_the_space_once(client, app):
    make_nadia()
    assert client.post("/connexion/lien", data={"email": EMAIL, "next": "/preferences/securite"}).status_code == 200
    link = last_link(EMAIL)
    answer = client.get(link)
    assert "<button" in answer.text
    assert not is_signed_in(client)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert client.post(link).location == "/preferences/securite"
    assert is_signed_in(client)
    assert app.test_client().post(link).status_code == 410


def test_links_expire_and_a_newer_one_kills_the_one_before(client, app, clock):
    make_nadia()
    client.post("/connexion/lien", data={"email": EMAIL})
    first = last_link(EMAIL)
    client.post("/connexion/lien", data={"email": EMAIL})
    assert client.post(first).status_code == 410
    clock.forward(minutes=21)
    assert client.post(last_link(EMAIL)).status_code == 410
    assert not is_signed_in(client)


def test_a_link_serves_its_purpose_only(client, app):
    make_nadia()
    client.post("/mot-de-passe", data={"email": EMAIL})
    token = last_link(EMAIL).rsplit("/", 1)[1]
    assert client.post(f"/connexion/lien/{token}").status_code == 410


def test_links_are_kept_as_hashes(client, app):
    make_nadia()
    client.post("/connexion/lien", data={"email": EMAIL})
    token = last_link(EMAIL).rsplit("/", 1)[1]
    from forum.accounts.models import MailedLink

    assert token not in MailedLink.query.one().token_hash


# --- what a stranger learns ------------------------------------------------------------------------------------------

DOORS = {
    "/inscription": {
        "first_name": "A",
        "last_name": "B",
        "password": PASSWORD,
        "function": "Directrice",
        "establishment": "D-ITEP X",
        "charter": "y",
    },
    "/connexion": {"password": "un mot de passe faux"},
    "/connexion/lien": {},
    "/mot-de-passe": {},
}


@pytest.mark.parametrize("path", DOORS)
def test_the_answer_is_the_same_whether_an_address_has_an_account(app, path):
    make_nadia()
    known = app.test_client().post(path, data=DOORS[path] | {"email": EMAIL})
    stranger = app.test_client().post(path, data=DOORS[path] | {"email": "personne@ailleurs.ex"})
    assert known.status_code == stranger.status_code
    assert without_what_changes(known).replace(EMAIL, "@") == without_what_changes(stranger).replace(
        "personne@ailleurs.ex", "@"
    )
    kept = {"Set-Cookie", "X-Request-ID", "Content-Length"}
    assert {k: v for k, v in known.headers if k not in kept} == {k: v for k, v in stranger.headers if k not in kept}
    jobs.run_waiting(app)
    if path != "/connexion":
        assert len(letters(EMAIL)) == len(letters("personne@ailleurs.ex")) == 1


def test_signing_in_takes_as_long_when_the_address_is_unknown(app):
    """The hash is computed in both cases (with parameters slow enough to be seen)."""
    app.config["ARGON2"] = {"time_cost": 4, "memory_cost": 8192, "parallelism": 1}
    make_nadia()
    passwords.matches("warm", None)
    took: dict[str, list[float]] = {EMAIL: [], "personne@ailleurs.example": []}
    for email in [*took] * 5:
        before = time.process_time()
        sign_in(app.test_client(), "un mot de passe faux", email=email)
        took[email].append(time.process_time() - before)
    known, unknown = (statistics.median(times) for times in took.values())
    assert 0.7 < known / unknown < 1.4


# --- hashing ---------------------------------------------------------------------------------------------------------


def test_an_old_hash_is_renewed_at_the_next_sign_in(client, app):
    user = make_nadia()
    before = user.password_hash
    app.config["ARGON2"] = {"time_cost": 1, "memory_cost": 16, "parallelism": 1}
    sign_in(client)
    assert user.password_hash != before
    assert passwords.matches(PASSWORD, user.password_hash)


def test_production_hashes_with_nineteen_mebibytes(app):
    app.config.pop("ARGON2")
    assert "$m=19456,t=2,p=1$" in passwords.hashed(PASSWORD)


# --- lost password ---------------------------------------------------------------------------------------------------


def test_a_lost_password_is_replaced_and_every_session_ends(client, app, log_in):
    user = make_nadia()
    elsewhere = log_in(user)
    client.post("/connexion/lien", data={"email": EMAIL})
    sign_in_link = last_link(EMAIL)
    client.post("/mot-de-passe", data={"email": EMAIL})
    link = last_link(EMAIL)
    assert 'name="new_password"' in client.get(link).text
    weak = client.post(link, data={"new_password": "court"})
    assert weak.status_code == 422
    assert 'id="new_password-error"' in weak.text
    assert client.post(link, data={"new_password": "cinq autres mots bien rangés"}).status_code == 303
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert client.get(sign_in_link).status_code == 410
    assert client.post(link, data={"new_password": "cinq autres mots bien rangés"}).status_code == 410
    assert sign_in(app.test_client(), "cinq autres mots bien rangés").status_code == 303
    assert letters(EMAIL)[-1].kind == "accounts.password_changed"


def test_recovery_confirms_an_address_that_never_was(client, app):
    make_nadia(state="unconfirmed", confirmed_at=None, admitted_at=None)
    client.post("/mot-de-passe", data={"email": EMAIL})
    client.post(last_link(EMAIL), data={"new_password": "cinq autres mots bien rangés"})
    user = queries.by_email(EMAIL)
    assert user
    assert user.state == "pending"


def test_recovery_links_last_an_hour(client, app, clock):
    make_nadia()
    client.post("/mot-de-passe", data={"email": EMAIL})
    clock.forward(minutes=61)
    assert client.get(last_link(EMAIL)).status_code == 410


def test_someone_who_left_gets_no_link(client, app):
    actions.leave(make_nadia(), by=None)
    client.post("/connexion/lien", data={"email": EMAIL})
    assert [letter.kind for letter in letters(EMAIL)] == ["accounts.nobody_here"]
    assert sign_in(client).status_code == 422
    assert not UserSession.query.count()
