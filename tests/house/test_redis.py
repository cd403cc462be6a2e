"""The queue in Redis: slow work is done through it, and nobody waits for it when it does not answer."""

import pytest
from sqlalchemy import select

from forum.accounts.sessions import open_for
from forum.core import jobs
from forum.core.clock import frozen, now
from forum.core.db import db
from forum.core.mail import delivery, transports
from forum.topics import actions
from forum.topics.models import Post
from tests.house import processes
from tests.makers import make_category, make_user

QUEUE = "huey.redis.intersession"


@pytest.fixture
def site(app, redis, smtp):
    """The running house, with its queue in Redis; someone to write in it; what its processes must know."""
    topic = actions.create_topic(make_category(), make_user(), "Une question", "Qui sait ?")
    port = processes.free_port()
    browser = processes.Browser(app, port, open_for(make_user()))
    db.session.commit()
    env = processes.environment(app, REDIS_URL=redis.url, SMTP_URL=smtp.url)
    with processes.running("web", f"127.0.0.1:{port}", env=env):
        processes.until(lambda: processes.answers(port))
        yield topic, browser, env


def test_a_reply_is_told_by_mail_through_a_queue_in_redis(site, redis, smtp):
    topic, browser, env = site
    assert browser.post(f"/t/{topic.id}/messages", body="Moi.", key="one") == 303
    assert redis.holds(QUEUE)
    with processes.running("jobs", env=env):
        processes.until(lambda: smtp.messages)
    assert smtp.messages[0]["To"].addresses[0].addr_spec == topic.author.email


def test_a_queue_that_is_asleep_keeps_nobody_waiting_and_loses_nothing(app, site, redis, smtp):
    topic, browser, _env = site
    with redis.asleep():
        assert browser.post(f"/t/{topic.id}/messages", body="Moi aussi.", key="two") == 303
    db.session.rollback()
    assert "Moi aussi." in db.session.scalars(select(Post.body).where(Post.topic_id == topic.id)).all()
    assert not smtp.messages
    app.extensions["mail_transport"] = transports.Smtp(smtp.url)
    with frozen(now() + delivery.STUCK * 2):
        jobs.run("core.sweep_mail")
        jobs.run_waiting(app)
    assert len(smtp.messages) == 1
