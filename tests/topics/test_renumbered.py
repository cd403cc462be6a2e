"""Who was reading while messages got other numbers has read what was on their screen, and nothing else."""

import pytest

from forum.core import tallies
from forum.notifications.models import Notification
from forum.topics.actions import reply
from forum.topics.order.merge import merge
from forum.topics.order.split import split, split_into
from tests.makers import make_category, make_group, make_organiser, make_user
from tests.topics.talks import place, posts_of, reads, talk


@pytest.fixture
def staff(app):
    return make_organiser()


def take_out(db, topic, staff, *numbers: int):
    """These messages go into a new topic."""
    gone = [post.id for post in posts_of(topic) if post.number in numbers]
    new = split(topic, staff, gone, "Un autre sujet", topic.category)
    db.session.commit()
    return new


def test_a_page_open_since_before_tells_what_was_read_on_it(db, log_in, staff):
    topic, reader = talk(9, 8, 7, 6, 5), make_user()
    client = log_in(reader)
    address = f"/t/{topic.id}/position?n=1"
    assert f'data-position="{address}"' in client.get(topic.url).text
    new = take_out(db, topic, staff, 2, 5)
    client.post(address, data={"number": 3})
    assert place(reader, topic)[0] == 2  # of 1, 3, 4: not the fourth, which has number 3 today
    assert place(reader, new)[0] == 1  # of 2, 5
    client.post(f"/t/{topic.id}/position?n=2", data={"number": 3})
    assert place(reader, topic)[0] == 3


def test_what_was_noted_a_moment_before_is_stored_as_it_was_meant(db, log_in, staff):
    topic, reader = talk(9, 8, 7, 6, 5), make_user()
    client = log_in(reader)
    client.get(f"/t/{topic.id}/lu/3?n=1")
    new = take_out(db, topic, staff, 2, 5)
    tallies.flush()
    assert (place(reader, topic)[0], place(reader, new)[0]) == (2, 1)


def test_the_picture_that_says_read_without_scripts_knows_how_its_page_was_numbered(db, log_in, staff):
    topic, reader = talk(9, 8, 7, 6), make_user()
    client = log_in(reader)
    assert f"/t/{topic.id}/lu/4?n=1" in client.get(topic.url).text
    take_out(db, topic, staff, 2)
    client.get(f"/t/{topic.id}/lu/2?n=1")
    tallies.flush()
    assert place(reader, topic)[0] == 1


def test_what_was_read_in_a_topic_that_went_into_another_is_read_there(db, log_in, staff):
    into, goes, reader = talk(9, 6), talk(8, 7), make_user()
    reads(into, 1, user=reader)
    client = log_in(reader)
    client.get(f"/t/{goes.id}/lu/1?n=1")
    merge(goes, into, staff)
    db.session.commit()
    tallies.flush()
    assert place(reader, into)[0] == 2  # « il y a 9 h » and « il y a 8 h »; 7 h was not seen


def test_a_page_open_since_before_its_topic_went_into_another_tells_what_was_read_on_it(db, log_in, staff):
    into, goes, reader, other = talk(9, 6), talk(8, 7, 1), make_user(), make_user()
    reads(into, 1, user=reader)
    reads(into, 1, user=other)
    merge(goes, into, staff)
    db.session.commit()
    assert log_in(reader).post(f"/t/{goes.id}/position?n=1", data={"number": 2}).status_code == 204
    assert place(reader, into)[0] == 3  # « il y a 9 h », 8 h and 7 h; 6 h was not seen
    assert log_in(other).get(f"/t/{goes.id}/lu/1?n=1").mimetype == "image/gif"
    tallies.flush()
    assert place(other, into)[0] == 2


def test_who_does_not_see_where_a_topic_went_is_told_nothing(db, log_in, staff):
    goes, reader = talk(8, 7), log_in(make_user())
    into = talk(9, category=make_category(name="COPIL", group=make_group(staff)))
    merge(goes, into, staff)
    db.session.commit()
    for topic_id in (goes.id, into.id, 987_654):
        assert reader.post(f"/t/{topic_id}/position?n=1", data={"number": 2}).status_code == 404
        assert reader.get(f"/t/{topic_id}/lu/2?n=1").status_code == 404


def test_a_message_moved_twice_is_read_where_it_is_now(db, log_in, staff):
    topic, other, reader = talk(9, 8, 7), talk(20, 19), make_user()
    client = log_in(reader)
    client.get(f"/t/{topic.id}/lu/3?n=1")
    new = take_out(db, topic, staff, 2, 3)
    second = posts_of(new)[1]
    split_into(new, staff, [second.id], other)
    db.session.commit()
    tallies.flush()
    assert (place(reader, topic)[0], place(reader, new)[0]) == (1, 1)
    assert place(reader, other) == ()  # its own two messages were never on the reader's screen


def test_notifications_go_with_what_was_read_and_stay_with_what_was_not(db, log_in, staff):
    topic = talk(9, 8)
    reads(topic, 2, "watching", "chosen", user=(reader := make_user()))
    seen, unseen = (reply(topic, make_user(), text) for text in ("Vu.", "Pas vu."))
    db.session.commit()
    client = log_in(reader)
    client.get(f"/t/{topic.id}/lu/3?n=1")
    take_out(db, topic, staff, 2)
    tallies.flush()
    told = {row.post_id: row.read_at for row in db.session.query(Notification).filter_by(user_id=reader.id)}
    assert told[seen.id] is not None
    assert told[unseen.id] is None
