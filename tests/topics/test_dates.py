"""A topic closes, opens and leaves the top on the day that was set, once, in the name of who set it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from forum.audit.models import AuditEntry
from forum.core import jobs
from forum.core.clock import now, today
from forum.topics import actions
from forum.topics.actions.close import plan_closing
from forum.topics.models import Post, Topic, TopicTimer
from forum.topics.order.jobs import keep_dates
from forum.topics.order.timers import end_of
from tests.at_once import in_transactions
from tests.makers import make_category, make_organiser, make_topic, make_user


@pytest.fixture
def topic(clock):
    return make_topic()


@pytest.fixture
def staff(log_in, topic):
    return log_in(make_organiser(first_name="Mireille"))


def on(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def notices(db):
    return [post.notice["verb"] for post in db.session.query(Post).filter_by(kind="notice").order_by(Post.number)]


def verbs(db):
    return [entry.verb for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]


def test_a_topic_is_closed_until_a_day_that_ends_in_paris(db, clock, topic, staff):
    staff.post(f"/t/{topic.id}/fermeture", data={"until": on(3)})
    assert "Fermé jusqu’au 8\u00a0mars" in staff.get(topic.url).text
    clock.set(end_of(date(2031, 3, 8)) - timedelta(seconds=1))
    jobs.run("topics.timers")
    assert not db.session.get(Topic, topic.id).is_open
    clock.forward(seconds=1)
    jobs.run("topics.timers")
    assert db.session.get(Topic, topic.id).is_open
    assert "Fermé jusqu’au" not in staff.get(topic.url).text.partition("m1")[0]


def test_one_answers_up_to_the_last_day(db, clock, log_in, topic, staff):
    staff.post(f"/t/{topic.id}/fermeture", data={"last_day": on(1), "until": on(5)})
    member = log_in(make_user())
    assert "Réponses jusqu’au 6\u00a0mars" in member.get(topic.url).text
    assert member.post(f"/t/{topic.id}/messages", data={"body": "À temps"}).status_code == 303
    clock.set(end_of(date(2031, 3, 6)))
    jobs.run("topics.timers")
    assert member.post(f"/t/{topic.id}/messages", data={"body": "Trop tard"}).status_code == 403
    assert "Fermé jusqu’au 10\u00a0mars" in member.get(topic.url).text
    clock.set(end_of(date(2031, 3, 10)))
    jobs.run("topics.timers")
    assert member.post(f"/t/{topic.id}/messages", data={"body": "De nouveau"}).status_code == 303


def test_what_was_planned_is_done_in_the_name_of_who_planned_it(db, clock, topic):
    mireille = make_organiser()
    plan_closing(topic, mireille, end_of(today()), end_of(today() + timedelta(days=1)))
    actions.pin(topic, mireille, until=end_of(today()))
    clock.forward(days=9)
    db.session.commit()
    jobs.run("topics.timers")
    assert notices(db) == ["closes", "pinned", "closed", "unpinned", "reopened"]
    assert verbs(db) == ["ClosingPlanned", "TopicPinned", "TopicClosed", "TopicUnpinned", "TopicReopened"]
    assert {entry.actor_id for entry in db.session.query(AuditEntry)} == {mireille.id}
    assert {post.author_id for post in db.session.query(Post).filter_by(kind="notice")} == {mireille.id}
    assert db.session.query(TopicTimer).count() == 0


def test_two_workers_do_it_once(app, db, clock, topic):
    actions.close(topic, make_organiser(), until=end_of(today()))
    clock.forward(days=2)
    db.session.commit()
    in_transactions(app, 4, lambda _number: keep_dates(), refusal=ZeroDivisionError)
    assert notices(db) == ["closed", "reopened"]


def test_a_pin_lasts_until_its_day(db, clock, topic, staff):
    staff.post(f"/t/{topic.id}/epingle", data={"everywhere": "1", "until": on(2)})
    assert "Épinglé jusqu’au 7\u00a0mars" in staff.get(topic.url).text
    clock.forward(days=3)
    jobs.run("topics.timers")
    topic = db.session.get(Topic, topic.id)
    assert (topic.pinned_at, topic.pinned_everywhere) == (None, False)


def test_a_planned_closing_is_dropped(db, clock, topic, staff):
    staff.post(f"/t/{topic.id}/fermeture", data={"last_day": on(1)})
    staff.post(f"/t/{topic.id}/fermeture/fin")
    assert notices(db) == ["closes", "stays_open"]
    clock.forward(days=3)
    jobs.run("topics.timers")
    assert db.session.get(Topic, topic.id).is_open


def test_another_date_replaces_the_first(db, clock, topic, staff):
    staff.post(f"/t/{topic.id}/fermeture", data={"until": on(1)})
    staff.post(f"/t/{topic.id}/fermeture", data={"until": on(9)})
    clock.forward(days=3)
    jobs.run("topics.timers")
    assert not db.session.get(Topic, topic.id).is_open


def test_a_topic_closed_until_a_day_is_closed_for_good(db, clock, topic, staff):
    staff.post(f"/t/{topic.id}/fermeture", data={"until": on(1)})
    staff.post(f"/t/{topic.id}/fermeture")
    assert db.session.query(TopicTimer).count() == 0
    assert notices(db) == ["closed", "closed"]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"until": "2031-03-04"}, "Choisissez un jour à venir."),
        ({"until": "hier"}, "Choisissez une date dans le calendrier"),
        ({"until": "9999-12-31"}, "Choisissez une année proche."),
        ({"last_day": "2031-03-09", "until": "2031-03-09"}, "Choisissez un jour après le dernier jour pour répondre."),
    ],
)
def test_a_date_that_makes_no_sense_is_said(db, topic, staff, form, said):
    page = staff.post(f"/t/{topic.id}/fermeture", data=form)
    assert page.status_code == 422
    assert said in page.text
    assert db.session.get(Topic, topic.id).is_open


def test_the_log_tells_what_was_before_and_after(db, clock, topic, staff):
    first, second = (now() + timedelta(days=days) for days in (3, 5))
    actions.pin(topic, make_organiser(), until=first)
    actions.pin(topic, make_organiser(), everywhere=True, until=second)
    actions.unpin(topic, make_organiser())
    plan_closing(topic, make_organiser(), first, second)
    actions.close(topic, make_organiser(), second)
    actions.reopen(topic, make_organiser())
    one, two = first.isoformat(), second.isoformat()
    here, everywhere = {"everywhere": False, "until": one}, {"everywhere": True, "until": two}
    told = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    assert [(entry.before, entry.after) for entry in told] == [
        ({}, here),
        (here, everywhere),
        (everywhere, {}),
        ({}, {"at": one, "until": two}),
        ({"at": one, "until": two}, {"until": two}),
        ({"until": two}, {}),
    ]


def test_readers_who_share_a_page_see_a_new_date_at_once(clock, client, db):
    topic = make_topic(category=make_category(open_to="visiteurs"))
    assert "Réponses jusqu’au" not in client.get(topic.url).text
    plan_closing(topic, make_organiser(), end_of(today()))
    assert "Réponses jusqu’au 5\u00a0mars" in client.get(topic.url).text
