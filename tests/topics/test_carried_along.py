"""What hangs on messages goes with them into another topic, and stays on them where its owner looks for it."""

import pytest

from forum.polls import actions as polls
from forum.polls.models import PollVote
from forum.topics import actions
from forum.topics.actions.ask import ask
from forum.topics.actions.bookmark import keep_post
from forum.topics.actions.thank import thank
from forum.topics.order.merge import merge
from forum.topics.order.split import split
from tests.makers import make_organiser, make_user
from tests.topics.talks import posts_of, stand_right, talk


@pytest.fixture
def reader(app):
    return make_user()


@pytest.fixture
def post(reader):
    """A message with a poll in which the reader has voted, which they have thanked for and kept."""
    post = posts_of(talk(9, 8, 7))[1]
    poll = ask(post, polls.Question("Quel jour ?", ("Mardi", "Jeudi")))
    polls.vote(poll, reader, [poll.options[0].id])
    thank(post, reader)
    keep_post(post, reader, "À relire")
    return post


def all_is_there(db, browser, post, topic) -> None:
    db.session.commit()
    page = browser.get(topic.url).text
    message = page.split(f'id="m{post.number}"')[1].split(f'id="m{post.number + 1}"')[0]
    assert post.topic_id == topic.id
    assert "Quel jour ?" in message
    for act in ("merci", "signet"):
        assert f'formaction="/messages/{post.id}/{act}/fin" aria-pressed="true"' in message
    kept = browser.get("/signets").text
    assert "À relire" in kept
    assert f'href="{post.url}"' in kept
    assert db.session.query(PollVote).count() == 1


def test_when_a_topic_is_split_and_united_again(db, log_in, post, reader):
    source, staff, browser = post.topic, make_organiser(), log_in(reader)
    new = split(source, staff, [post.id], "Un autre sujet", source.category)
    all_is_there(db, browser, post, new)
    merge(new, source, staff)
    all_is_there(db, browser, post, source)
    stand_right(db, [source])


def test_when_a_topic_is_deleted_and_brought_back(db, log_in, post, reader):
    topic, staff, browser = post.topic, make_organiser(), log_in(reader)
    actions.delete_topic(topic, staff)
    db.session.commit()
    assert topic.title not in browser.get("/signets").text
    actions.restore_topic(topic, staff)
    all_is_there(db, browser, post, topic)
