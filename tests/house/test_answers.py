"""What every answer carries, whatever was asked: protection, and who may keep a copy."""

import pytest

from tests.doors import crawl
from tests.doors.world import build

SECRET = {"accounts.confirm", "accounts.reset", "accounts.use_email_link", "accounts.use_invitation",
          "accounts.use_sign_in_link",
          "admin.mail", "admin.mail_file"}  # fmt: skip
ROLES = ["visitor", "member", "administrator"]


@pytest.fixture(params=ROLES)
def answers(request, app, client, log_in):
    """Everything that can be read, as pages; the role it was read in."""
    world = build()
    who = client if request.param == "visitor" else log_in(world.people[request.param])
    return request.param, list(crawl.read_all(who, app, world, ways=("page",)))


def test_every_answer_is_protected_and_kept_by_whom_it_may(answers):
    role, heard = answers
    assert not [str(a) for a in heard if not is_protected(a)]
    assert not [str(a) for a in heard if a.endpoint in SECRET and a.status in (200, 410) and "no-store" not in kept(a)]
    if role == "visitor":
        assert not [str(a) for a in heard if is_cacheable(a) and ("Set-Cookie" in a.headers or "csrf_token" in a.text)]
    else:
        assert not [str(a) for a in heard if a.endpoint != "healthz" and is_cacheable(a)]
        assert not [str(a) for a in heard if a.endpoint != "healthz" and "Cookie" not in a.headers.get("Vary", "")]


def is_protected(answer: crawl.Answer) -> bool:
    policy, headers = answer.headers.get("Content-Security-Policy", ""), answer.headers
    strict = all(
        word in policy
        for word in ("frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "default-src 'none'")
    )
    quiet = headers.get("Referrer-Policy") in ("same-origin", "strict-origin")
    return strict and "unsafe" not in policy and headers.get("X-Content-Type-Options") == "nosniff" and quiet


def kept(answer: crawl.Answer) -> str:
    return answer.headers.get("Cache-Control", "")


def is_cacheable(answer: crawl.Answer) -> bool:
    """May a cache between us and the reader keep it?"""
    return "private" not in kept(answer) and "no-store" not in kept(answer)


FAULTS = {
    400: {"path": "/", "headers": {"Host": "evil.example"}},
    403: {"path": "/admin/journal"},
    404: {"path": "/il-n-y-a-rien-ici"},
    405: {"path": "/deconnexion"},
    413: {"path": "/apercu", "method": "POST", "data": {"body": "a" * (3 << 20)}},
    422: {"path": "/preferences", "method": "POST", "data": {}},
    500: {"path": "/pages/500"},
    503: {"path": "/pages/503"},
}


@pytest.mark.parametrize("status", FAULTS)
def test_refusals_and_faults_are_protected_too(broken, log_in, status):
    from tests.makers import make_user

    asked = dict(FAULTS[status])
    answer = log_in(make_user()).open(asked.pop("path"), **asked)
    assert answer.status_code == status
    assert is_protected(crawl.Answer("", "", "", "", status, "", "", answer.headers))
    assert "Traceback" not in answer.text
    assert "<h1" in answer.text
    assert 'lang="fr"' in answer.text


@pytest.fixture
def broken(app, monkeypatch):
    """A view that breaks, in a house that shows its error pages as in production."""
    from sqlalchemy.exc import OperationalError

    def falls(status: int):
        raise OperationalError("SELECT", {}, Exception("locked")) if status == 503 else RuntimeError("secret-interne")

    monkeypatch.setitem(app.view_functions, "home.page", lambda slug: falls(int(slug)))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


def test_static_files_are_protected_too(client, app):
    with app.test_request_context():
        from forum.core.assets import asset

        for name in ("css/site.css", "icons.svg"):
            answer = client.get(asset(name))
            assert answer.status_code == 200
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "Set-Cookie" not in answer.headers


def test_https_sets_secure_cookies_and_asks_for_https(client, app):
    app.config.update(SESSION_COOKIE_SECURE=True, WTF_CSRF_ENABLED=True)
    answer = client.get("/connexion", base_url="https://localhost")
    cookie = answer.headers["Set-Cookie"]
    assert all(flag in cookie for flag in ("Secure", "HttpOnly", "SameSite=Lax"))
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    app.config["WTF_CSRF_ENABLED"] = False
    choice = client.post("/langue", data={"locale": "en"}, base_url="https://localhost").headers.getlist("Set-Cookie")
    assert choice
    assert all("Secure" in one for one in choice)
