"""Thanks gather in one line a message; a bookmark's day comes once."""

from datetime import timedelta

import pytest

from forum.core import jobs
from forum.core.clock import now
from forum.core.mail import OutboxMail
from forum.notifications.actions import mark_read, switch_mail
from forum.notifications.models import Notification
from forum.topics import actions
from forum.topics.models import Bookmark, Post
from tests.makers import make_category, make_organiser, make_topic, make_user


@pytest.fixture
def post(app) -> Post:
    topic = make_topic(title="Livret d’accueil", body="Notre trame.")
    return Post.query.filter_by(topic_id=topic.id).one()


@pytest.fixture
def people(app):
    return [make_user(first_name=name, last_name="Vidal") for name in ("Ana", "Bea", "Cléo")]


def lines(person) -> list[Notification]:
    return Notification.query.filter_by(user_id=person.id).all()


def test_thanks_are_one_line_that_counts(log_in, post, people):
    author = log_in(post.author)
    for person in people:
        actions.thank(post, person)
    assert len(lines(post.author)) == 1
    page = author.get("/notifications").text
    assert "Cléo Vidal et 2 autres vous remercient pour votre message dans «\xa0Livret d’accueil\xa0»" in page
    assert not OutboxMail.query.count()


def test_new_thanks_ring_anew(app, post, people):
    actions.thank(post, people[0])
    mark_read(post.author)
    actions.thank(post, people[1])
    assert [line.read_at for line in lines(post.author)] == [None]


def test_thanks_taken_back_name_somebody_else_or_nobody(log_in, post, people):
    author = log_in(post.author)
    for person in people[:2]:
        actions.thank(post, person)
    actions.take_back_thanks(post, people[1])
    page = author.get("/notifications").text
    assert "Ana Vidal vous remercie" in page
    assert "Bea Vidal" not in page
    actions.take_back_thanks(post, people[0])
    assert not lines(post.author)


def test_thanks_come_by_mail_to_whoever_wants_it_once_a_message(app, post, people):
    with app.test_request_context():
        switch_mail(post.author, "thanks", True)
        for person in people:
            actions.thank(post, person)
    [mail] = OutboxMail.query.all()
    assert "Ana Vidal vous remercie" in mail.subject


def test_thanks_said_again_after_the_mail_has_left_are_no_failure(app, post, people):
    with app.test_request_context():
        switch_mail(post.author, "thanks", True)
        for _time in range(2):
            actions.thank(post, people[0])
            OutboxMail.query.update({"state": "sent"})
            actions.take_back_thanks(post, people[0])
    assert OutboxMail.query.count() == 2


def test_a_mail_of_thanks_that_were_taken_back_stays_at_home(app, post, people):
    with app.test_request_context():
        switch_mail(post.author, "thanks", True)
        actions.thank(post, people[0])
        actions.take_back_thanks(post, people[0])
    assert not OutboxMail.query.count()


def test_an_author_who_reads_there_no_more_is_not_told(app, post, people):
    actions.move(post.topic, make_organiser(), make_category(open_to=None))
    actions.thank(post, people[0])
    assert not lines(post.author)


def keep(post: Post, person, **facts) -> None:
    actions.keep_post(post, person, remind_at=now() - timedelta(minutes=1), **facts)


def test_a_day_to_be_reminded_comes_once_in_the_site_and_by_mail(app, log_in, post, people):
    keep(post, people[0], note="ma note")
    for _worker in range(2):
        jobs.run("topics.remind")
    assert [line.kind for line in lines(people[0])] == ["bookmark"]
    [mail] = OutboxMail.query.all()
    assert mail.recipient == people[0].email
    assert "Livret d’accueil" in mail.subject
    assert "ma note" not in mail.text
    assert "Vous vouliez revenir à un message" in log_in(people[0]).get("/notifications").text
    assert Bookmark.query.one().remind_at is None


def test_another_day_reminds_again(app, post, people):
    for _time in range(2):
        keep(post, people[0])
        jobs.run("topics.remind")
        actions.let_go(post.id, people[0])
    assert len(lines(people[0])) == 1
    assert OutboxMail.query.count() == 2


def test_the_mail_has_a_switch(app, post, people):
    switch_mail(people[0], "bookmark", False)
    keep(post, people[0])
    jobs.run("topics.remind")
    assert not OutboxMail.query.count()
    assert lines(people[0])


@pytest.mark.parametrize("gone", ["moved", "deleted", "topic", "left"])
def test_nobody_is_reminded_of_what_they_may_read_no_more(app, post, people, gone):
    keep(post, people[0])
    staff = make_organiser()
    if gone == "moved":
        actions.move(post.topic, staff, make_category(open_to=None))
    elif gone == "left":
        people[0].state = "left"
    else:
        (actions.delete_topic if gone == "topic" else actions.delete_post)(
            post.topic if gone == "topic" else post, staff
        )
    jobs.run("topics.remind")
    assert not [line for line in lines(people[0]) if line.kind == "bookmark"]
    assert not OutboxMail.query.count()
