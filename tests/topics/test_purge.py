"""What was deleted is destroyed after thirty days, whatever points at it."""

from datetime import timedelta

from forum.core import jobs
from forum.core.clock import now
from forum.core.db import Base
from forum.meetings.models import Meeting, Minutes
from forum.topics.models import Post, Topic
from tests.makers import added, make_meeting, make_post, make_topic

LONG_AGO = timedelta(days=31)
LET_GO = {"meetings.topic_id", "minutes.post_id"}  # by a listener (meetings)


def test_a_message_and_a_topic_go_after_thirty_days(db):
    topic, gone = make_topic(), make_topic(deleted_at=now() - LONG_AGO)
    make_post(topic, deleted_at=now() - LONG_AGO)
    make_post(topic, deleted_at=now() - timedelta(days=29))
    kept, db_gone = topic.id, gone.id
    db.session.commit()
    jobs.run("topics.purge")
    assert db.session.get(Topic, db_gone) is None
    assert [post.number for post in Post.query.filter_by(topic_id=kept).order_by(Post.number)] == [1, 3]


def test_a_meeting_outlives_its_topic_and_minutes_the_message_that_announced_them(db):
    topic, gone = make_topic(), make_topic(deleted_at=now() - LONG_AGO)
    message, first = make_post(topic, deleted_at=now() - LONG_AGO), Post.query.filter_by(topic_id=gone.id).one()
    for where, post in ((topic, message), (gone, first)):
        meeting = make_meeting(topic_id=where.id)
        added(Minutes(meeting_id=meeting.id, state="published", number=1, published_number=1, post_id=post.id))
    left = topic.id
    db.session.commit()
    jobs.run("topics.purge")
    assert [meeting.topic_id for meeting in Meeting.query.order_by(Meeting.id)] == [left, None]
    assert [minutes.post_id for minutes in Minutes.query] == [None, None]


def test_nothing_keeps_a_topic_or_a_message_from_going():
    pointing = {
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in ("topics", "posts") and key.ondelete is None
    }
    assert pointing == LET_GO
