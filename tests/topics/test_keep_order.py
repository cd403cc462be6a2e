"""Closing, pinning, moving, renaming, deleting: who may, what it changes, and the trace it leaves."""

import pytest

from forum.audit.models import AuditEntry
from forum.core.clock import now
from forum.topics import actions, jobs
from forum.topics.models import Post, Topic, TopicReader
from tests.makers import make_category, make_group, make_organiser, make_post, make_topic, make_user


def notices(db):
    return [post.notice["verb"] for post in db.session.query(Post).filter_by(kind="notice").order_by(Post.number)]


ACTS = {  # path, form, what the topic is before, notice
    "close": ("fermeture", {}, {}, "closed"),
    "reopen": ("fermeture/fin", {}, {"closed_at": now()}, "reopened"),
    "pin": ("epingle", {"everywhere": "1"}, {}, "pinned"),
    "unpin": ("epingle/fin", {}, {"pinned_at": now()}, "unpinned"),
    "rename": ("titre", {"title": "Un titre plus clair"}, {}, "renamed"),
    "delete": ("suppression", {}, {}, "deleted"),
    "restore": ("retablissement", {}, {"deleted_at": now()}, "restored"),
    "state": ("etat", {"state": "routed", "routed_to": "voir ARS", "reason": "Hors de notre champ"}, {}, "state"),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_organiser_keeps_order_and_leaves_a_notice_and_an_entry(db, log_in, name):
    path, form, before, verb = ACTS[name]
    topic = make_topic(category=make_category(kind="request"), **before)
    make_post(topic)
    moved_up = topic.last_posted_at
    response = log_in(make_organiser()).post(f"/t/{topic.id}/{path}", data=form)
    assert response.status_code == 303
    assert notices(db) == [verb]
    entry = db.session.query(AuditEntry).filter(AuditEntry.subject_kind == "Topic").one()
    assert entry.subject_id == topic.id
    assert db.session.get(Topic, topic.id).last_posted_at == moved_up, "keeping order is no news"


@pytest.mark.parametrize("name", ACTS)
def test_a_member_does_not(db, log_in, name):
    path, form, before, _verb = ACTS[name]
    topic = make_topic(category=make_category(kind="request"), **before)
    make_post(topic)
    assert log_in(make_user()).post(f"/t/{topic.id}/{path}", data=form).status_code in (403, 404)
    assert notices(db) == []


@pytest.mark.parametrize("name", ACTS)
def test_not_even_an_organiser_in_a_room_closed_to_them(db, log_in, name):
    path, form, before, _verb = ACTS[name]
    topic = make_topic(category=make_category(kind="request", group=make_group()), **before)
    assert log_in(make_organiser()).post(f"/t/{topic.id}/{path}", data=form).status_code == 404
    assert notices(db) == []


def test_the_pages_that_ask_first_open(log_in):
    topic = make_topic(category=make_category(kind="request"))
    client = log_in(make_organiser())
    for path in ("epingle", "categorie", "titre", "etat", "suppression"):
        assert client.get(f"/t/{topic.id}/{path}").status_code == 200, path


def test_a_notice_is_no_news_for_who_had_read_everything(db):
    topic, reader, late = make_topic(), make_user(), make_user()
    make_post(topic)
    for person, seen in ((reader, 2), (late, 1)):
        db.session.add(TopicReader(user_id=person.id, topic_id=topic.id, last_read=seen))
    actions.close(topic, make_organiser())
    db.session.expire_all()
    assert db.session.get(TopicReader, (reader.id, topic.id)).last_read == 3
    assert db.session.get(TopicReader, (late.id, topic.id)).last_read == 1


def test_the_author_renames_and_tags_their_topic(db, log_in):
    topic = make_topic()
    assert (
        log_in(topic.author).post(f"/t/{topic.id}/titre", data={"title": "Un autre", "tags": "a1"}).status_code == 303
    )
    assert db.session.get(Topic, topic.id).title == "Un autre"


def test_the_author_deletes_their_topic_only_while_alone(db, log_in):
    topic = make_topic()
    make_post(topic)
    assert log_in(topic.author).post(f"/t/{topic.id}/suppression").status_code == 403
    alone = make_topic()
    assert log_in(alone.author).post(f"/t/{alone.id}/suppression").status_code == 303
    assert db.session.get(Topic, alone.id).is_deleted
    assert log_in(alone.author).get(alone.url).status_code == 404


# --- messages ---------------------------------------------------------------------------------------------------------


def test_a_deleted_message_leaves_counts_and_comes_back(db, log_in):
    topic = make_topic()
    post = make_post(topic)
    assert log_in(post.author).get(f"/messages/{post.id}/suppression").status_code == 200
    assert log_in(post.author).post(f"/messages/{post.id}/suppression").status_code == 303
    topic = db.session.get(Topic, topic.id)
    assert (topic.replies, topic.last_author_id, topic.participants) == (0, topic.author_id, [topic.author_id])
    assert log_in(post.author).post(f"/messages/{post.id}/retablissement").status_code == 303
    topic = db.session.get(Topic, topic.id)
    assert (topic.replies, topic.last_author_id) == (1, post.author_id)


def test_what_the_support_team_took_away_its_author_does_not_put_back(db, log_in):
    post = make_post(make_topic())
    actions.delete_post(post, make_organiser())
    assert log_in(post.author).post(f"/messages/{post.id}/retablissement").status_code == 403
    assert log_in(make_user()).post(f"/messages/{post.id}/retablissement").status_code == 404
    assert log_in(make_organiser()).post(f"/messages/{post.id}/retablissement").status_code == 303


def test_nobody_deletes_the_message_of_another(log_in):
    post = make_post(make_topic())
    assert log_in(make_user()).post(f"/messages/{post.id}/suppression").status_code == 403


def test_what_was_deleted_a_month_ago_is_destroyed(db, clock):
    topic, gone = make_topic(), make_topic()
    post = make_post(topic)
    topic_id, post_id = topic.id, post.id
    actions.delete_post(post, post.author)
    actions.delete_topic(gone, gone.author)
    db.session.commit()
    clock.forward(days=29)
    jobs.purge()
    assert db.session.query(Topic).count() == 2
    clock.forward(days=2)
    jobs.purge()
    db.session.expire_all()
    assert [row.id for row in db.session.query(Topic)] == [topic_id]
    assert db.session.query(Post).filter_by(id=post_id).count() == 0


# --- answers ----------------------------------------------------------------------------------------------------------


def test_the_one_who_asked_marks_the_answer(db, log_in):
    topic = make_topic(category=make_category(kind="request"), state="in_progress")
    post = make_post(topic)
    assert log_in(make_user()).post(f"/messages/{post.id}/reponse-retenue").status_code == 403
    assert log_in(topic.author).post(f"/messages/{post.id}/reponse-retenue").status_code == 303
    topic = db.session.get(Topic, topic.id)
    assert (topic.solution_number, topic.state) == (2, "solved")
    assert log_in(topic.author).post(f"/t/{topic.id}/reponse-retenue/fin").status_code == 303
    topic = db.session.get(Topic, topic.id)
    assert (topic.solution_number, topic.state) == (None, "in_progress")
    assert notices(db) == ["solved", "unsolved"]


def test_a_discussion_has_no_answer(log_in):
    topic = make_topic()
    post = make_post(topic)
    assert log_in(topic.author).post(f"/messages/{post.id}/reponse-retenue").status_code == 403


def test_neither_the_question_nor_what_is_deleted_is_an_answer(db, log_in):
    topic = make_topic(category=make_category(kind="question"))
    first, other = db.session.query(Post).one(), make_post(topic)
    actions.delete_post(other, other.author)
    for post in (first, other):
        assert log_in(make_organiser()).post(f"/messages/{post.id}/reponse-retenue").status_code == 404


def test_an_answer_taken_away_is_no_answer(db):
    topic = make_topic(category=make_category(kind="question"))
    post = make_post(topic)
    actions.solve(topic, post, topic.author)
    actions.delete_post(post, post.author)
    assert topic.solution_number is None


def test_a_request_is_routed_with_a_reason(db, log_in):
    topic = make_topic(category=make_category(kind="request"), state="open")
    client = log_in(make_organiser())
    page = client.post(f"/t/{topic.id}/etat", data={"state": "routed"})
    assert page.status_code == 422
    assert "Dites vers qui" in page.text
    client.post(f"/t/{topic.id}/etat", data={"state": "routed", "routed_to": "mission DT ARS", "reason": "Un avis"})
    topic = db.session.get(Topic, topic.id)
    assert (topic.state, topic.routed_to, topic.routed_reason) == ("routed", "mission DT ARS", "Un avis")


def test_only_requests_have_states(log_in):
    topic = make_topic(category=make_category(kind="question"))
    assert log_in(make_organiser()).get(f"/t/{topic.id}/etat").status_code == 403
