"""Splitting a topic: nothing is lost, and whatever points at a message still does."""

import pytest

from forum.notifications.models import Notification
from forum.search.models import SearchDocument
from forum.topics import actions
from forum.topics.models import Post
from forum.topics.order.merge import merge
from forum.topics.order.split import split, split_into
from forum.topics.order.transfer import AlreadyDone
from tests.makers import (
    make_category,
    make_organiser,
    make_post,
    make_topic,
    make_user,
)
from tests.topics.talks import place, posts_of, reads, talk, told


@pytest.fixture
def staff(app):
    return make_organiser()


def test_messages_keep_their_order_and_get_numbers_of_their_own(db, staff):
    topic = talk(9, 8, 7, 6, 5)
    new = split(topic, staff, [posts_of(topic)[3].id, posts_of(topic)[1].id], "Un autre sujet", topic.category)
    db.session.commit()
    assert told(topic) == [(1, "il y a 9 h"), (2, "il y a 7 h"), (3, "il y a 5 h"), (4, "split_to")]
    assert told(new) == [(1, "il y a 8 h"), (2, "il y a 6 h"), (3, "split_from")]
    assert (topic.last_number, topic.replies, new.last_number, new.replies) == (4, 2, 3, 1)
    first, second, _notice = Post.query.filter_by(topic_id=new.id).order_by(Post.number)
    assert (new.author_id, new.created_at) == (first.author_id, first.created_at)
    assert (new.last_author_id, new.last_posted_at) == (second.author_id, second.created_at)
    assert new.participants == [first.author_id, second.author_id]


def test_the_first_message_stays(staff):
    topic = talk(2, 1)
    with pytest.raises(AlreadyDone):
        split(topic, staff, [posts_of(topic)[0].id], "Un autre sujet", topic.category)


def test_old_addresses_lead_to_the_message_whoever_moved_it_how_often(client, db, staff):
    category = make_category(open_to="visiteurs")
    topic = talk(9, 8, 7, 6, category=category, slug="livret", title="Livret")
    former = {post.id: f"/t/livret/{topic.id}/{post.number}" for post in posts_of(topic)[1:]}
    second, _third, last = posts_of(topic)[1:]
    new = split(topic, staff, [second.id], "Un autre sujet", category)
    make_post(topic)
    split_into(topic, staff, [last.id], new)
    merge(new, talk(20, category=category), staff)
    db.session.commit()
    for post_id, address in former.items():
        answer = client.get(address)
        assert answer.status_code == 301
        assert answer.headers["Location"] == db.session.get(Post, post_id).url
    page = client.get(topic.url + "/2")
    assert page.status_code == 200
    assert "il y a 7 h" in page.text


def test_an_address_of_today_means_the_message_of_today(client, db, staff):
    topic = talk(9, 8, 7, category=make_category(open_to="visiteurs"), slug="livret", title="Livret")
    split(topic, staff, [posts_of(topic)[1].id], "Un autre sujet", topic.category)
    actions.rename(topic, staff, "Trames de livret")
    db.session.commit()
    assert topic.url == f"/t/trames-de-livret--2/{topic.id}"
    assert client.get(f"/t/livret--2/{topic.id}/2").headers["Location"] == f"{topic.url}/2"


def test_readers_are_where_they_were(db, staff):
    topic = talk(9, 8, 7, 6, 5)
    half, whole = reads(topic, 3, "tracking", "replied"), reads(topic, 5, "watching", "chosen")
    posts = posts_of(topic)
    new = split(topic, staff, [posts[1].id, posts[3].id], "Un autre sujet", topic.category)
    assert place(half, topic) == (2, "tracking", "replied")
    assert place(half, new) == (1, "normal", "")
    assert place(whole, topic) == (4, "watching", "chosen"), "the notice is no news"
    assert place(whole, new) == (3, "watching", "chosen")
    assert place(posts[1].author, new)[1:] == ("watching", "created")
    assert place(posts[3].author, new)[1:] == ("tracking", "replied")


def test_what_points_at_numbers_follows(db, staff):
    topic = talk(9, 8, 7, category=make_category(kind="request"), state="open")
    posts = posts_of(topic)
    answer = make_post(topic, reply_to=3)
    lost = make_post(topic, reply_to=2)
    actions.solve(topic, posts[2], staff)
    split(topic, staff, [posts[1].id], "Un autre sujet", topic.category)
    db.session.commit()
    assert (topic.solution_number, answer.reply_to, lost.reply_to) == (2, 2, None)
    assert Post.query.filter_by(topic_id=topic.id, kind="notice").first().notice == {"verb": "solved", "number": 2}


def test_an_answer_that_leaves_its_question_answers_it_no_more(db, staff):
    topic = talk(9, 8, 7, category=make_category(kind="request"), state="open")
    answer = posts_of(topic)[1]
    actions.solve(topic, answer, staff)
    split(topic, staff, [answer.id], "Un autre sujet", topic.category)
    assert (topic.solution_number, topic.state) == (None, "in_progress")
    assert [verb for _n, verb in told(topic)][-2:] == ["unsolved", "split_to"]


def test_notifications_and_the_index_follow(db, staff):
    topic = make_topic(category=make_category())
    reads(topic, 1, "watching", "chosen", user=(watcher := make_user()))
    post = actions.reply(topic, make_user(), "Une ocarina pour le groupe")
    new = split(topic, staff, [post.id], "Un orchestre", topic.category)
    db.session.commit()
    assert [row.topic_id for row in Notification.query.filter_by(user_id=watcher.id)] == [new.id]
    found = SearchDocument.query.filter_by(kind="post", subject_id=post.id).one()
    assert (found.topic_id, found.category_id) == (new.id, new.category_id)
