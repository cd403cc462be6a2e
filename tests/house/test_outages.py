"""What the house leans on goes away: it says so in French, loses nothing, and goes on reading."""

import errno
import threading
from contextlib import contextmanager
from io import BytesIO

import pytest
from sqlalchemy import create_engine, event, select

from forum.accounts.sessions import open_for
from forum.core import jobs
from forum.core.db import db, is_sqlite
from forum.core.mail import OutboxMail, transports
from forum.topics import actions
from forum.topics.models import Post
from tests import databases
from tests.conftest import Client
from tests.mailbox import free_port
from tests.makers import make_category, make_topic, make_user


@pytest.fixture
def hasty(app, database, monkeypatch):
    """The house again, on the same database, without patience for locks."""
    from forum import create_app
    from forum.core import db as core_db

    monkeypatch.setattr(core_db, "PATIENCE", 0.3)
    hasty = create_app(databases.quiet_config() | {"SQLALCHEMY_DATABASE_URI": database.url})
    hasty.test_client_class = Client
    with hasty.app_context():
        yield hasty
    databases.leave(hasty)


@pytest.fixture
def signed_in(hasty):
    def client(user):
        db.session.commit()
        client = hasty.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = open_for(user)
        return client

    return client


@pytest.fixture
def topic(hasty):
    return actions.create_topic(make_category(), make_user(), "Une question", "Qui sait ?")


@pytest.fixture
def held(database):
    """``with held(): …``: someone else is writing, and takes their time."""

    @contextmanager
    def holding():
        engine = create_engine(database.url, connect_args={"isolation_level": None} if is_sqlite() else {})
        with engine.connect() as other:
            if is_sqlite():
                other.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                other.exec_driver_sql("LOCK TABLE topics, posts, attempts, users IN EXCLUSIVE MODE")
            yield
            other.exec_driver_sql("ROLLBACK")
        engine.dispose()

    return holding


def refuses_for_now(answer) -> bool:
    said = "momentanément indisponible" in answer.text and 'lang="fr"' in answer.text
    return answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0 and said


def test_while_another_writes_reading_goes_on_and_writing_is_told_to_come_back(hasty, signed_in, topic, held):
    client, path = signed_in(make_user()), f"/t/{topic.id}/messages"
    db.session.commit()
    with held():
        assert refuses_for_now(client.post(path, data={"body": "Moi."}))
        for address in (topic.url, "/recents", "/categories", "/recherche?q=question"):
            assert client.get(address).status_code == 200
        assert refuses_for_now(hasty.test_client().post("/connexion", data={"email": "a@b.example", "password": "x"}))
    assert client.post(path, data={"body": "Moi."}).status_code == 303
    assert db.session.query(Post).filter_by(body="Moi.").count() == 1


@pytest.mark.sqlite_only
def test_a_full_disk_is_told_and_nothing_half_is_kept(hasty, signed_in, topic):
    client = signed_in(make_user())
    db.session.commit()
    is_full = threading.Event()

    @event.listens_for(db.engine, "checkout")
    def _limit(connection, _record, _proxy):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages if is_full.is_set() else 1 << 30}")

    is_full.set()
    path, body = f"/t/{topic.id}/messages", "a é " * 7_000
    assert refuses_for_now(client.post(path, data={"body": body}))
    assert client.get(topic.url).status_code == 200
    assert db.session.query(Post).count() == 1
    is_full.clear()
    assert client.post(path, data={"body": body}).status_code == 303


@pytest.mark.parametrize("kind", [errno.ENOSPC, errno.EDQUOT])
def test_no_room_for_a_file_is_told(app, log_in, monkeypatch, kind):
    def full(_file):
        raise OSError(kind, "full")

    monkeypatch.setattr(app.extensions["storage"], "put", full)
    client = log_in(make_user())
    answer = client.post("/fichiers", data={"file": (BytesIO(b"%PDF-1.4"), "a.pdf")})
    assert refuses_for_now(answer)


@pytest.mark.parametrize("way", ["nobody answers", "it refuses"])
def test_a_mail_server_that_is_away_delays_mail_and_loses_none(app, smtp, clock, way):
    smtp.refusing = "451 plus tard"
    away = f"smtp://127.0.0.1:{free_port()}" if way == "nobody answers" else smtp.url
    app.extensions["mail_transport"], kept = transports.Smtp(away), app.extensions["mail_transport"]
    topic = make_topic()
    for words in ("Une réponse", "Une autre"):
        actions.reply(topic, make_user(), words)
    wanted = set(db.session.scalars(select(OutboxMail.message_id)))
    db.session.commit()
    jobs.run_waiting(app)
    for _ in range(4):
        clock.forward(hours=1)
        jobs.run("core.sweep_mail")
        jobs.run_waiting(app)
    assert set(db.session.execute(select(OutboxMail.state, OutboxMail.attempts)).all()) == {("queued", 5)}
    assert smtp.messages == []
    smtp.refusing, app.extensions["mail_transport"] = None, transports.Smtp(smtp.url)
    clock.forward(hours=13)
    jobs.run("core.sweep_mail")
    jobs.run_waiting(app)
    app.extensions["mail_transport"] = kept
    assert sorted(message["Message-ID"].strip("<>") for message in smtp.messages) == sorted(wanted)
    assert wanted
