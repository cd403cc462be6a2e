"""The tests' own tools: a missing commit shows, nothing is left behind for the next test."""

import pytest
from sqlalchemy import func, select

from forum.core.settings import SITE_NAME, StoredSetting


def stored(db) -> int:
    return db.session.scalar(select(func.count()).select_from(StoredSetting))


def test_a_client_sees_what_the_test_prepared(client, app, db):
    SITE_NAME.set("Préparé")
    assert client.get("/healthz").status_code == 200
    assert stored(db) == 1


def test_what_a_request_did_not_commit_is_gone(client, db, monkeypatch):
    def forgetful():
        SITE_NAME.set("Oublié")
        return "", 400  # an answer past 400 is rolled back by the house

    monkeypatch.setitem(client.application.view_functions, "healthz", forgetful)
    client.get("/healthz")
    assert stored(db) == 0


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_starts_empty(turn, db):
    assert stored(db) == 0
    db.session.add(StoredSetting(key=f"turn.{turn}", value=turn))
    db.session.commit()


def test_the_clock_stands_still(clock):
    from forum.core.clock import now

    before = now()
    clock.forward(days=1, minutes=5)
    assert (now() - before).total_seconds() == 86_700


def test_a_mail_server_keeps_what_it_is_given(smtp):
    import smtplib

    host, port = smtp.url.removeprefix("smtp://").split(":")
    with smtplib.SMTP(host, int(port)) as connection:
        connection.sendmail("a@example.org", ["b@example.org"], b"Subject: Bonjour\r\n\r\nTexte")
    assert [message["Subject"] for message in smtp.messages] == ["Bonjour"]


def test_redis_answers(redis):
    from redis import Redis

    with Redis.from_url(redis.url) as connection:
        assert connection.keys() == []
