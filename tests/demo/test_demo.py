"""The demonstration: what PRODUCT.md says of it holds."""

import statistics

import pytest
from flask import g
from sqlalchemy import func, select

from forum import demo
from forum.accounts.models import User
from forum.audit.models import AuditEntry
from forum.categories.models import Category
from forum.categories.queries import visible, visible_ids
from forum.core.clock import PARIS, now
from forum.core.db import db as demo_db
from forum.core.mail import OutboxMail
from forum.directory.models import Establishment
from forum.notifications.models import Notification
from forum.topics.models import Post, Topic, TopicReader
from forum.topics.queries.unread import total
from forum.uploads.models import Upload


@pytest.fixture(scope="module")
def network(house, database):
    """Loaded once for the tests of this file, which only look."""
    with house.app_context():
        demo.load()
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
    assert (count(User), count(Establishment), count(Topic)) == (26, 12, 40)
    assert len(messages) >= 245
    assert statistics.median(len(text.split()) for text in messages) >= 40


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
    assert len(files) == 8 and {upload.content_type for upload in files} == {"application/pdf"}
    assert all(upload.token in pages for upload in files)


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
