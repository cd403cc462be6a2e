"""Killed in the middle of its work, the house has done a thing whole or not at all."""

import os
import signal
import threading
import time
from collections import Counter
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from forum.accounts.sessions import open_for
from forum.core import jobs
from forum.core.clock import frozen, now
from forum.core.db import db
from forum.core.mail import OutboxMail, delivery, transports
from forum.notifications.models import Notification
from forum.search.models import SearchDocument
from forum.topics import actions
from forum.topics.models import Post, Topic, TopicReader
from tests.house import processes
from tests.makers import make_category, make_user

KILLS = 15
WRITERS = 4


class Writer(threading.Thread):
    """Posts until told to stop; never more than the limit of one person."""

    def __init__(self, browsers: list[processes.Browser], topic_id: int, name: str):
        super().__init__(daemon=True)
        self.browsers, self.path, self.name = browsers, f"/t/{topic_id}/messages", name
        self.stop = threading.Event()
        self.sent: dict[str, int | None] = {}  # text → status, None when no answer came

    def run(self) -> None:
        for number in range(18 * len(self.browsers)):
            if self.stop.is_set():
                return
            text = f"Envoi {self.name} numéro {number}."
            browser = self.browsers[number % len(self.browsers)]
            self.sent[text] = browser.post(self.path, body=text, key=f"{self.name}-{number}")


@pytest.fixture
def topic(db):
    """Two followers, so that each message also writes notifications and mails."""
    author, follower = make_user(), make_user()
    topic = actions.create_topic(make_category(), author, "Une question", "Qui sait ?")
    actions.reply(topic, follower, "Moi.")
    return topic


@pytest.fixture
def writers(app, topic):
    port = processes.free_port()
    people = [[processes.Browser(app, port, open_for(make_user())) for _ in range(4)] for _ in range(WRITERS)]
    db.session.commit()
    return port, [Writer(browsers, topic.id, str(number)) for number, browsers in enumerate(people)]


@pytest.mark.race
def test_every_answered_message_is_there_once_and_no_half_one(app, topic, writers):
    port, threads = writers
    with processes.running("web", f"127.0.0.1:{port}", env=processes.environment(app)) as server:
        processes.until(lambda: processes.answers(port))
        for thread in threads:
            thread.start()
        for number in range(KILLS):
            before = count_answered(threads)
            processes.until(lambda: count_answered(threads) > before)  # noqa: B023
            time.sleep(0.01 * (number % 8))  # at all moments of a message's making
            kill_one(server, number)
        processes.kill_group(server)
        for thread in threads:
            thread.stop.set()
        for thread in threads:
            thread.join(15)
    sent = {text: status for thread in threads for text, status in thread.sent.items()}
    answered = {text for text, status in sent.items() if status == 303}
    stored = Counter(db.session.scalars(select(Post.body).where(Post.body.like("Envoi %"))))
    assert set(sent.values()) <= {303, None}
    assert len(answered) >= KILLS
    assert None in sent.values()  # some were killed on their way
    assert answered <= stored.keys() <= sent.keys()
    assert set(stored.values()) == {1}
    assert_whole(topic)


def count_answered(threads: list[Writer]) -> int:
    return sum(status is not None for thread in threads for status in list(thread.sent.values()))


def kill_one(server, number: int) -> None:
    if pids := processes.workers_of(server):
        with suppress(ProcessLookupError):
            os.kill(pids[number % len(pids)], signal.SIGKILL)


def assert_whole(topic: Topic) -> None:
    """What a message writes elsewhere is there exactly when the message is."""
    db.session.expire_all()
    posts = db.session.scalars(select(Post).where(Post.topic_id == topic.id).order_by(Post.number)).all()
    assert [post.number for post in posts] == list(range(1, topic.last_number + 1))
    assert topic.replies == len(posts) - 1
    assert topic.last_author_id == posts[-1].author_id
    ids = {post.id for post in posts}
    assert set(db.session.scalars(select(SearchDocument.subject_id).where(SearchDocument.kind == "post"))) == ids
    told = (
        select(Notification.post_id, func.count())
        .where(Notification.user_id == topic.author_id)
        .group_by(Notification.post_id)
    )
    assert dict(db.session.execute(told).all()) == dict.fromkeys(ids - {posts[0].id}, 1)
    mails = select(func.count()).where(OutboxMail.recipient == topic.author.email)
    assert db.session.scalar(mails) == len(posts) - 1
    readers = set(db.session.scalars(select(TopicReader.user_id).where(TopicReader.topic_id == topic.id)))
    assert {post.author_id for post in posts} <= readers


@pytest.mark.race
def test_a_worker_killed_while_it_sends_mail_loses_none(app, smtp, topic):
    """What it had in hand is sent again once it counts as stuck: the same Message-ID, so that a reader sees it once."""
    wanted = write_mails(app, topic, 60)
    env = processes.environment(app, SMTP_URL=smtp.url)
    for _ in range(2):
        before = len(smtp.messages)
        with processes.running("jobs", env=env) as worker:
            processes.until(lambda: len(smtp.messages) > before + 3)  # noqa: B023
            processes.kill_group(worker)
    assert len(smtp.messages) < len(wanted)  # it was killed in the middle
    app.extensions["mail_transport"] = transports.Smtp(smtp.url)
    with frozen(now() + delivery.STUCK * 2):
        jobs.run("core.sweep_mail")
        jobs.run_waiting(app)
    arrived = Counter(message["Message-ID"].strip("<>") for message in smtp.messages)
    assert arrived.keys() == wanted
    assert sum(arrived.values()) <= len(wanted) + 2  # at most one a kill
    assert set(db.session.scalars(select(OutboxMail.state))) == {"sent"}


def write_mails(app, topic, count: int) -> set[str]:
    """Mails in the outbox, and their jobs in the queue that the worker reads."""
    from huey import SqliteHuey

    for number in range(count):
        actions.reply(topic, make_user(), f"Réponse {number}")
    db.session.execute(OutboxMail.__table__.delete().where(OutboxMail.recipient != topic.author.email))
    db.session.commit()
    queue = SqliteHuey("intersession", filename=f"{app.instance_path}/jobs.db", results=False)
    queue.storage.flush_all()
    work = lambda *_: None  # noqa: E731  the worker knows the real one, by its name
    work.__module__ = jobs.__name__
    run_job = queue.task(name="run_job")(work)
    for mail_id in db.session.scalars(select(OutboxMail.id)):
        run_job("core.deliver_mail", mail_id)
    return set(db.session.scalars(select(OutboxMail.message_id)))
