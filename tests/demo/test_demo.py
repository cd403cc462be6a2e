"""The demonstration: a network as large, as talkative and as far along as a first look wants it."""

import statistics
from collections import Counter
from datetime import time, timedelta

import pytest
from flask import g
from sqlalchemy import func, select

from forum.accounts.models import User
from forum.audit.models import AuditEntry
from forum.categories.models import Category
from forum.categories.queries import visible, visible_ids
from forum.core.clock import PARIS, now
from forum.core.db import db as demo_db
from forum.core.mail import OutboxMail
from forum.demo.loading import load
from forum.directory.models import Establishment
from forum.meetings.models import Action, AgendaItem, Decision, ItemVote, Meeting, MeetingDocument, Minutes
from forum.notifications.models import Notification
from forum.topics.models import Post, Topic, TopicReader
from forum.topics.queries.unread import total
from forum.trainings.mentions import missing
from forum.trainings.models import (
    Certificate,
    Questionnaire,
    Registration,
    Training,
    TrainingDocument,
    TrainingSession,
)
from forum.trainings.queries.results import results
from forum.trainings.queries.statistics import statistics as statistics_of
from forum.uploads.models import Upload


@pytest.fixture(scope="module")
def network(house, database):
    """Loaded once for the tests of this file, which only look."""
    with house.app_context():
        load()
        demo_db.session.commit()
        yield
        demo_db.session.remove()
        database.empty(demo_db.engine)


@pytest.fixture
def db(network):
    return demo_db


def person(db, username: str) -> User:
    return db.session.scalars(select(User).where(User.username == username)).one()


def test_the_network_is_as_large_and_as_talkative_as_promised(db):
    count = lambda what: db.session.scalar(select(func.count()).select_from(what))  # noqa: E731
    messages = db.session.scalars(select(Post.text).where(Post.kind == "message")).all()
    opened_by_meetings = 3  # the other two are talked about in topics of the network
    assert (count(User), count(Establishment), count(Topic)) == (26, 12, 40 + opened_by_meetings)
    assert len(messages) >= 245
    assert statistics.median(len(text.split()) for text in messages) >= 40


def test_the_coop_was_held_and_meets_four_times_at_carcassonne(db):
    held, *ahead = db.session.scalars(select(Meeting).order_by(Meeting.starts))
    assert (held.state, held.place) == ("held", "")
    assert [(one.day - held.day).days for one in ahead] == [63, 133, 182, 245]
    assert {(one.place, one.starts.time(), one.ends.time()) for one in ahead} == {
        ("Carcassonne", time(10), time(16, 30))
    }
    assert all(one.booking.is_confirmed for one in ahead)
    assert all(one.topic.category.slug == "reunions" for one in (held, *ahead))
    assert {one.day.weekday() for one in (held, *ahead)} == {2}


def test_the_meeting_that_was_held_left_minutes_decisions_and_actions(db):
    minutes = db.session.scalars(select(Minutes)).one()
    assert minutes.is_published and minutes.meeting.state == "held"
    codes = db.session.scalars(select(Decision.code).order_by(Decision.number)).all()
    assert codes[0] == f"D-{minutes.meeting.day.isoformat()}-1" and len(codes) == 4
    states = db.session.scalars(select(Action.state)).all()
    assert {"open", "doing", "done"} == set(states)


def test_the_next_agenda_is_a_forecast_with_proposals_and_votes(db):
    following = db.session.scalars(select(Meeting).where(Meeting.place != "").order_by(Meeting.starts)).first()
    assert following.agenda_state == "forecast"
    items = db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == following.id)).all()
    assert sum(item.is_proposed for item in items) == 3
    assert any("à confirmer" in item.title for item in items)
    assert db.session.scalar(select(func.count()).select_from(ItemVote)) >= 10


def test_the_training_has_four_sessions_and_says_what_is_not_known(db):
    training = db.session.scalars(select(Training).where(Training.title.startswith("La coordination,"))).one()
    assert (training.title, training.minutes) == (
        "La coordination, pierre angulaire du fonctionnement en dispositif",
        420,
    )
    unknown = missing(training)
    assert {"Tarif", "Intervenantes et intervenants", "Organisme de formation"} <= set(unknown)
    mine = select(TrainingSession).filter_by(training_id=training.id).order_by(TrainingSession.starts)
    sessions = db.session.scalars(mine).all()
    assert [sum(slot.minutes for slot in one.slots) for one in sessions] == [420] * 4
    assert len({one.department for one in sessions}) == 4 and {one.day.month for one in sessions} <= {1, 2, 3}
    assert {(one.venue, one.trainer, one.per_establishment) for one in sessions} == {("", "", 3)}


def test_a_training_is_over_with_all_that_comes_after_the_day(db):
    session = db.session.scalars(select(TrainingSession).filter_by(venue="Salle des Moulins")).one()
    training = session.training
    assert session.state == "held" and not missing(training) and training.is_published
    states = db.session.scalars(select(Registration.state).filter_by(session_id=session.id)).all()
    assert Counter(states) == {"attended": 9, "no_show": 1, "cancelled": 1}
    minutes = db.session.scalars(select(Certificate.minutes).order_by(Certificate.id)).all()
    assert Counter(minutes) == {420: 8, 210: 1}
    asked = db.session.scalars(select(Questionnaire)).one()
    shown = results(asked)
    assert (shown.asked, shown.sheets, shown.is_hidden) == (9, 7, False)
    assert all(one.mean for one in shown.questions if one.question.kind == "scale")
    assert any(one.texts for one in shown.questions)
    assert statistics_of(training).total.content


def test_people_are_registered_and_some_wait_while_there_is_time(db):
    training_id = db.session.scalar(select(Training.id).where(Training.title.startswith("La coordination,")))
    states = db.session.scalars(select(Registration.state).filter_by(training_id=training_id)).all()
    starts = select(func.min(TrainingSession.starts)).filter_by(training_id=training_id)
    open_at_all = db.session.scalar(starts).replace(tzinfo=None)
    if open_at_all > now().replace(tzinfo=None) + timedelta(days=30):
        assert states.count("confirmed") >= 14 and states.count("waitlisted") == 2


def test_the_five_categories_come_in_order_and_the_copil_is_its_group_s_alone(db):
    ordinary = [category.slug for category in visible(person(db, "thomas.delpuech"))]
    chosen = [category.slug for category in visible(person(db, "agnes.roumens"))]
    assert ordinary == ["aide", "ressources", "actualites", "reunions", "forum"]
    assert chosen == [*ordinary, "copil"]
    copil = db.session.scalars(select(Category).where(Category.slug == "copil")).one()
    assert db.session.scalar(select(func.count()).where(Topic.category_id == copil.id))
    for key in ("maud.escande", "elodie.maurin"):
        assert copil.id not in visible_ids(person(db, key))


def test_nobody_is_told_or_knows_of_what_they_do_not_see(db):
    for user in db.session.scalars(select(User)):
        hidden = select(Topic.id).where(Topic.category_id.not_in(visible_ids(user)))
        told = Notification.user_id == user.id, Notification.topic_id.in_(hidden)
        read = TopicReader.user_id == user.id, TopicReader.topic_id.in_(hidden)
        if user.state == "active":
            assert not db.session.scalar(select(func.count()).where(*told))
            assert not db.session.scalar(select(func.count()).where(*read))


def test_every_message_has_its_time_on_a_working_day_and_everyone_had_joined(db):
    for at, joined in db.session.execute(
        select(Post.created_at, User.created_at).join(User, User.id == Post.author_id)
    ):
        assert joined < at < now()
        assert at.astimezone(PARIS).weekday() < 5


def test_quotes_mentions_and_documents_are_resolved(db):
    bodies = db.session.scalars(select(Post.body)).all()
    pages = "".join(db.session.scalars(select(Post.html)))
    assert not any("{" in body for body in bodies)
    assert "[quote" not in pages and 'class="quote"' in pages and 'class="mention"' in pages
    files = db.session.scalars(select(Upload)).all()
    assert len(files) == 11 and {upload.content_type for upload in files} == {"application/pdf"}
    elsewhere = [db.session.scalars(select(one.upload_id)).all() for one in (MeetingDocument, TrainingDocument)]
    assert [len(ids) for ids in elsewhere] == [2, 1]
    assert all(upload.token in pages for upload in files if upload.id not in {*elsewhere[0], *elsewhere[1]})


def test_requests_stand_where_the_data_says(db):
    states = dict(db.session.execute(select(Topic.state, func.count()).group_by(Topic.state)).all())
    assert states["open"] == 2 and states["routed"] == 3 and states["solved"] == 6
    assert set(db.session.scalars(select(Topic.routed_to).where(Topic.routed_to != ""))) == {
        "mission DT ARS", "à l’étude", "voir ARS",
    }  # fmt: skip


def test_a_member_finds_news_and_something_read(db):
    for username in ("karine.bousquie", "nathalie.cazeneuve", "sylvie.darrieux"):
        g.pop("topic_counts", None)
        member = person(db, username)
        counts = total(member)
        assert counts.new + counts.unread
        unread = Notification.user_id == member.id, Notification.read_at.is_(None)
        assert 0 < db.session.scalar(select(func.count()).where(*unread)) < 30


def test_someone_who_left_keeps_their_words(db):
    brigitte = person(db, "brigitte.sournia")
    assert brigitte.state == "left"
    assert db.session.scalar(select(func.count()).where(Post.author_id == brigitte.id))


def test_no_mail_leaves(db):
    assert not db.session.scalar(select(func.count()).select_from(OutboxMail))


def test_what_was_done_is_in_the_audit_log(db):
    assert {"AccountAdmitted", "TopicSolved", "TopicStateChanged", "PersonLeft"} <= set(
        db.session.scalars(select(AuditEntry.verb))
    )
