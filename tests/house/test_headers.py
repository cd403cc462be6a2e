"""Every answer is protected, errors included; a page of someone signed in is kept by nobody else."""

import pytest

ANSWERS = {
    "a page": "/",
    "a missing page": "/il-n-y-a-rien-ici",
    "a refused method": "/healthz",
    "a machine's": "/healthz",
}


@pytest.fixture(params=ANSWERS)
def answer(request, client):
    return client.open(ANSWERS[request.param], method="PUT" if "method" in request.param else "GET")


def test_the_policy_is_strict(answer):
    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"


def test_types_are_not_guessed(answer):
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] in {"same-origin", "no-referrer", "strict-origin-when-cross-origin"}


def test_a_visitor_has_no_cookie_until_a_form_needs_one(client):
    assert "Set-Cookie" not in client.get("/").headers


def test_a_forged_host_is_refused(client):
    """Else a reset link could be built from it."""
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_a_page_of_someone_signed_in_is_private(log_in):
    from tests.makers import make_user

    answer = log_in(make_user()).get("/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer.headers.get("Vary", "")


def test_fragments_and_pages_are_not_mixed_up_by_a_cache(client):
    assert "HX-Request" in client.get("/").headers["Vary"]
