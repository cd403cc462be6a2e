"""Answering in a topic."""

import threading

import pytest

from forum.core.clock import now
from forum.topics import actions
from forum.topics.models import Post, Topic, TopicReader
from tests.makers import make_category, make_group, make_post, make_topic, make_user


def answer(client, topic, body="Voici la nôtre.", **fields):
    return client.post(f"/t/{topic.id}/messages", data={"body": body, "key": "k1"} | fields)


def test_an_answer_moves_the_topic_up(db, log_in):
    topic, colleague = make_topic(), make_user()
    response = answer(log_in(colleague), topic)
    topic = db.session.get(Topic, topic.id)
    assert (response.status_code, response.location) == (303, f"{topic.url}/2#m2")
    assert (topic.last_number, topic.replies, topic.last_author_id) == (2, 1, colleague.id)
    assert topic.participants == [topic.author_id, colleague.id]
    reader = db.session.get(TopicReader, (colleague.id, topic.id))
    assert (reader.level, reader.reason, reader.last_read) == ("tracking", "replied", 2)


def test_a_chosen_level_stays(db):
    topic, colleague = make_topic(), make_user()
    db.session.add(TopicReader(user_id=colleague.id, topic_id=topic.id, level="muted", reason="chosen", last_read=9))
    db.session.flush()
    actions.reply(topic, colleague, "Voici")
    reader = db.session.get(TopicReader, (colleague.id, topic.id), populate_existing=True)
    assert (reader.level, reader.reason, reader.last_read) == ("muted", "chosen", 9)


def test_participants_are_the_author_and_the_latest_four(db):
    topic = make_topic()
    people = [make_user() for _ in range(6)]
    for person in [*people, people[3]]:
        actions.reply(topic, person, "Merci")
    assert topic.participants == [topic.author_id, *(people[n].id for n in (2, 4, 5, 3))]


def test_the_first_answer_of_someone_else_sets_a_request_going(db):
    topic = make_topic(category=make_category(kind="request"), state="open")
    actions.reply(topic, topic.author, "Je précise")
    assert topic.state == "open"
    actions.reply(topic, make_user(), "Voici")
    assert topic.state == "in_progress"


def test_nobody_replies_to_a_closed_topic_and_the_text_is_shown_again(db, log_in):
    topic = make_topic(closed_at=now())
    response = answer(log_in(make_user()), topic, "Un long texte écrit avec soin")
    assert response.status_code == 403
    assert "Un long texte écrit avec soin" in response.text
    assert "Ouvrez un nouveau sujet" in response.text
    assert db.session.query(Post).count() == 1


@pytest.mark.parametrize("facts", [{"state": "pending"}, {"suspended_until": now().replace(year=2100)}])
def test_who_is_not_a_member_replies_nowhere(db, log_in, facts):
    topic = make_topic(category=make_category(open_to="visiteurs"))
    assert answer(log_in(make_user(**facts)), topic).status_code == 403
    assert db.session.query(Post).count() == 1


def test_a_private_topic_does_not_exist_for_others(db, log_in):
    topic = make_topic(category=make_category(group=make_group()))
    response = answer(log_in(make_user(role="administrator")), topic)
    assert response.status_code == 404
    assert "Voici la nôtre." in response.text
    assert topic.title not in response.text


def test_an_empty_answer_is_refused_beside_its_field(db, log_in):
    topic = make_topic()
    page = answer(log_in(make_user()), topic, "  \n ")
    assert page.status_code == 422
    assert "Votre message est vide" in page.text


def test_too_fast_says_when_and_keeps_the_text(db, log_in, clock):
    topic = make_topic()
    client = log_in(make_user())
    for n in range(20):
        assert answer(client, topic, f"Message {n}").status_code == 303
    page = answer(client, topic, "Le vingt et unième")
    assert page.status_code == 429
    assert int(page.headers["Retry-After"]) > 0
    assert "Le vingt et unième" in page.text
    clock.forward(minutes=6)
    assert answer(client, topic, "Le vingt et unième").status_code == 303


# --- one send makes one message ---------------------------------------------------------------------------------------


def test_an_impatient_double_click_makes_one_message(db, log_in):
    topic, colleague = make_topic(), make_user()
    client = log_in(colleague)
    assert answer(client, topic).location == answer(client, topic).location
    assert db.session.query(Post).count() == 2
    assert db.session.get(Topic, topic.id).last_number == 2


def test_text_changed_after_back_is_another_message(db, log_in):
    topic = make_topic()
    client = log_in(make_user())
    answer(client, topic, "Voici la nôtre.")
    answer(client, topic, "Voici la nôtre, et la fiche qui va avec.")
    assert db.session.query(Post).count() == 3


def test_nobody_catches_the_send_of_another(db, log_in):
    topic = make_topic()
    answer(log_in(make_user()), topic)
    answer(log_in(make_user()), topic)
    assert db.session.query(Post).count() == 3


def test_what_was_deleted_may_be_sent_again(db, log_in):
    topic, colleague = make_topic(), make_user()
    client = log_in(colleague)
    answer(client, topic)
    post = db.session.query(Post).filter_by(number=2).one()
    actions.delete_post(post, colleague)
    assert answer(client, topic).location.endswith("/3#m3")


def together(threads):
    """Start them all, and wait for the last."""
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("what", ["answer", "topic"])
def test_two_sends_at_the_same_instant_make_one(app, db, what):
    """The second waits behind the first one's lock, and then sees what it wrote."""
    topic, author = make_topic(), make_user()
    category = topic.category
    db.session.commit()
    ids, found, ready = (topic.id, category.id, author.id), [], threading.Barrier(6)

    def send():
        from forum.accounts.models import User
        from forum.categories.models import Category

        with app.app_context():
            topic, category, author = (db.session.get(k, i) for k, i in zip((Topic, Category, User), ids, strict=True))
            ready.wait()
            if what == "answer":
                made = actions.reply(topic, author, "Une seule fois", sent_key="k1")
            else:
                made = actions.create_topic(category, author, "Une seule fois", "Une seule fois", sent_key="k1")
            found.append(made.id)
            db.session.commit()
            db.session.remove()

    together([threading.Thread(target=send) for _ in range(6)])
    db.session.rollback()
    assert len(found) == 6
    assert len(set(found)) == 1
    assert db.session.query(Post).filter_by(body="Une seule fois").count() == 1
    assert db.session.get(Topic, topic.id).last_number == (2 if what == "answer" else 1)


def test_parallel_answers_have_numbers_of_their_own(app, db):
    topic, people = make_topic(), [make_user().id for _ in range(8)]
    db.session.commit()
    topic_id, ready = topic.id, threading.Barrier(8)

    def send(user_id):
        from forum.accounts.models import User

        with app.app_context():
            topic, author = db.session.get(Topic, topic_id), db.session.get(User, user_id)
            ready.wait()
            actions.reply(topic, author, f"De {user_id}")
            db.session.commit()
            db.session.remove()

    together([threading.Thread(target=send, args=(user_id,)) for user_id in people])
    db.session.rollback()
    assert sorted(db.session.scalars(db.select(Post.number))) == list(range(1, 10))
    topic = db.session.get(Topic, topic_id, populate_existing=True)
    assert (topic.last_number, topic.replies, len(topic.participants)) == (9, 8, 5)


# --- quoting without JavaScript ---------------------------------------------------------------------------------------


def test_the_form_opens_with_the_message_quoted(db, log_in):
    topic = make_topic()
    first = db.session.query(Post).one()
    own = f'[quote="X, message:{first.id}"]\nancien\n[/quote]\nTrès bien.'
    post = make_post(topic, body=own)
    page = log_in(make_user()).get(f"/t/{topic.id}/repondre?citer=2")
    assert f"message:{post.id}&#34;]\nTrès bien.\n[/quote]" in page.text
    assert "ancien" not in page.text


def test_a_quote_names_its_author_and_leads_to_the_message(db):
    topic, colleague = make_topic(), make_user()
    first = db.session.query(Post).one()
    post = actions.reply(topic, colleague, f'[quote="Nimporte Qui, message:{first.id}"]\nBonjour\n[/quote]\n\nVoici')
    assert topic.author.display_name in post.html
    assert f"{topic.url}/1" in post.html


def test_the_preview_is_cooked_like_the_message(log_in):
    page = log_in(make_user()).post("/apercu", data={"body": "- un\n- deux"})
    assert "<li>un</li>" in page.text.replace("\n", "")
    assert log_in(make_user()).post("/apercu", data={"body": "[" * 2000}).status_code == 422
    assert log_in(make_user(state="pending")).post("/apercu", data={"body": "x"}).status_code == 403
