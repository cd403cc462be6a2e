"""Limits: how often one may try, by account and by place; successes do not count."""

from forum.accounts import passwords
from tests.accounts.letters import last_link, letters
from tests.makers import make_user

PASSWORD = "quatre mots bien rangés"
EMAIL = "nadia@trois-ponts.example"


def make_nadia():
    return make_user(email=EMAIL, username="nadia", password_hash=passwords.hashed(PASSWORD))


def from_address(client, ip: str, password: str, email: str = EMAIL):
    return client.post("/connexion", data={"email": email, "password": password}, environ_base={"REMOTE_ADDR": ip})


def test_an_account_pauses_after_ten_failures_and_its_owner_still_comes_in_by_mail(client, app, clock):
    make_nadia()
    for n in range(10):
        assert from_address(client, f"10.0.0.{n}", "faux mot de passe").status_code == 422
    answer = from_address(client, "10.0.1.1", PASSWORD)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 301
    assert "recevez un lien" in answer.text
    client.post("/connexion/lien", data={"email": EMAIL})
    assert client.post(last_link(EMAIL)).status_code == 303
    other = app.test_client()
    clock.forward(seconds=int(answer.headers["Retry-After"]))
    assert from_address(other, "10.0.1.1", PASSWORD).status_code == 303


def test_a_place_pauses_after_ten_failures_whatever_the_addresses(client, app):
    make_nadia()
    for n in range(10):
        assert from_address(client, "10.0.0.1", "faux mot de passe", f"x{n}@a.example").status_code == 422
    assert from_address(client, "10.0.0.1", PASSWORD).status_code == 429
    assert from_address(client, "10.0.0.2", PASSWORD).status_code == 303


def test_thirty_failures_an_hour_are_the_most(client, app, clock):
    make_nadia()
    for n in range(30):
        assert from_address(client, f"10.0.0.{n}", "faux mot de passe").status_code == 422
        clock.forward(seconds=61)
    assert from_address(client, "10.0.1.1", PASSWORD).status_code == 429


def test_forwarded_headers_are_not_believed(client, app):
    for n in range(10):
        client.post(
            "/connexion",
            data={"email": f"x{n}@a.example", "password": "faux"},
            headers={"X-Forwarded-For": f"10.9.9.{n}"},
        )
    answer = client.post(
        "/connexion", data={"email": "y@a.example", "password": "faux"}, headers={"X-Forwarded-For": "10.8.8.8"}
    )
    assert answer.status_code == 429


def test_a_meeting_room_signs_in_through_one_line(app):
    for n in range(15):
        make_user(email=f"p{n}@a.example", password_hash=passwords.hashed(PASSWORD))
        assert from_address(app.test_client(), "10.0.0.1", PASSWORD, f"p{n}@a.example").status_code == 303


def test_mails_to_one_address_are_limited(client, app):
    make_nadia()
    for _ in range(5):
        assert client.post("/connexion/lien", data={"email": EMAIL}).status_code == 200
    assert client.post("/mot-de-passe", data={"email": EMAIL}).status_code == 429
    assert len(letters(EMAIL)) == 5
