"""Sending a file from the editor, and who may open it."""

import io

import pytest

from forum.uploads import rules
from forum.uploads.models import Upload
from tests.makers import make_user

PDF = b"%PDF-1.7 une trame"


def send(client, content=PDF, name="Trame.pdf"):
    return client.post("/fichiers", data={"file": (io.BytesIO(content), name)}, headers={"Accept": "application/json"})


@pytest.fixture
def owners():
    """Room for an owner that the test declares."""
    before = list(rules._owners)
    yield rules._owners
    rules._owners[:] = before


def test_a_member_sends_a_file_and_gets_the_words_that_show_it(log_in):
    answer = send(log_in(make_user()))
    assert answer.status_code == 201
    assert answer.json["markdown"] == f"[Trame.pdf]({answer.json['url']})"


def test_a_refused_file_says_why(log_in):
    answer = send(log_in(make_user()), b"MZ", "virus.exe")
    assert answer.status_code == 422
    assert "PDF" in answer.json["error"]


def test_visitors_and_people_who_wait_send_nothing(client, log_in):
    assert send(client).status_code in (302, 303)
    assert send(log_in(make_user(state="pending"))).status_code == 403


def test_a_file_opens_for_those_who_see_what_it_hangs_on_and_for_nobody_else(log_in, client, owners):
    author, reader, stranger = make_user(), make_user(), make_user()
    reader_id = reader.id
    url = send(log_in(author)).json["url"]
    assert log_in(author).get(url).status_code == 200
    assert log_in(reader).get(url).status_code == 404
    rules.offer_owner(lambda viewer, upload: viewer.id == reader_id, lambda ids: set())
    assert log_in(reader).get(url).status_code == 200
    assert log_in(stranger).get(url).status_code == 404
    assert client.get(url).status_code == 404


def test_a_file_can_do_nothing_in_the_browser(log_in):
    client = log_in(make_user())
    answer = client.get(send(client).json["url"])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_an_unchanged_file_is_not_sent_twice(log_in):
    client = log_in(make_user())
    url = send(client).json["url"]
    etag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304


def test_a_file_never_used_goes_after_two_days(log_in, db, clock, owners):
    from forum.uploads.jobs import purge

    client = log_in(make_user())
    send(client), send(client, PDF + b"2")
    kept = db.session.query(Upload).first().id
    rules.offer_owner(lambda viewer, upload: False, lambda ids: {kept} & set(ids))
    clock.forward(days=3)
    purge()
    assert [u.id for u in db.session.query(Upload)] == [kept]
