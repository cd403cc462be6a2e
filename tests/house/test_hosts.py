"""Only our own name is answered to, and links are never built from what a request claims."""

import pytest

from config import from_environment
from forum.core.mail import OutboxMail
from tests.makers import make_user

EVIL = "evil.example"
CLAIMS = (
    {"X-Forwarded-Host": EVIL},
    {"X-Forwarded-Server": EVIL},
    {"X-Host": EVIL},
    {"Forwarded": f"host={EVIL}"},
    {"X-Original-URL": f"https://{EVIL}/"},
    {"Referer": f"https://{EVIL}/"},
    {"Host": "127.0.0.1:8000"},  # trusted, for health checks; links are still ours
)


@pytest.mark.parametrize(
    "host", [EVIL, f"localhost.{EVIL}", f"localhost@{EVIL}", "localhost:80@evil.example", "", "a b"]
)
@pytest.mark.parametrize("path", ["/", "/mot-de-passe", "/healthz", "/recents", "/il-n-y-a-rien"])
def test_another_host_is_refused(client, host, path):
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert EVIL not in answer.text


@pytest.mark.parametrize("claim", CLAIMS, ids=str)
def test_a_reset_link_is_built_on_our_own_address(client, db, claim):
    make_user(email="nadia@essais.example")
    assert client.post("/mot-de-passe", data={"email": "nadia@essais.example"}, headers=claim).status_code == 200
    mail = db.session.query(OutboxMail).one()
    assert "http://localhost/mot-de-passe/" in mail.text
    assert EVIL not in mail.text + mail.html + str(mail.headers)
    assert "8000" not in mail.text + mail.html


@pytest.mark.parametrize("claim", CLAIMS[:-1], ids=str)
def test_no_page_repeats_a_claimed_host(client, claim):
    for path in ("/", "/connexion", "/non-lus"):
        answer = client.get(path, headers=claim)
        assert EVIL not in answer.text + str(answer.headers)


def test_the_hosts_trusted_are_the_operators(tmp_path):
    env = {"INSTANCE_PATH": str(tmp_path), "BASE_URL": "https://reseau.example", "TRUSTED_HOSTS": "autre.example, "}
    config = from_environment(env)
    assert config["TRUSTED_HOSTS"] == ["127.0.0.1", "autre.example", "localhost", "reseau.example"]
    assert config["SESSION_COOKIE_SECURE"] is True
    assert from_environment({"INSTANCE_PATH": str(tmp_path)})["TRUSTED_HOSTS"] == ["127.0.0.1", "localhost"]
