"""Who acts in a tab on a topic that went into another meanwhile acts there, and loses nothing that they typed."""

from types import SimpleNamespace

import pytest

from forum.topics import actions
from forum.topics.drafts.models import Draft
from forum.topics.models import Post, TopicReader
from forum.topics.order.merge import merge
from tests.makers import make_category, make_group, make_organiser, make_user
from tests.topics.talks import posts_of, talk


@pytest.fixture
def tab(db, log_in):
    """A member's tab on ``goes``: its second message, « il y a 7 h », is the third of ``into`` by now."""
    tab = SimpleNamespace(into=talk(9, 6), goes=talk(8, 7, 1), person=make_user())
    tab.before = posts_of(tab.goes)
    merge(tab.goes, tab.into, make_organiser())
    db.session.commit()
    tab.client = log_in(tab.person)
    return tab


def test_how_closely_one_follows_is_chosen_for_the_one_topic(db, tab):
    answer = tab.client.post(f"/t/{tab.goes.id}/suivi", data={"level": "watching"})
    assert (answer.status_code, answer.location) == (303, tab.into.url)
    row = db.session.get(TopicReader, (tab.person.id, tab.into.id))
    assert (row.level, row.reason) == ("watching", "chosen")
    assert db.session.get(TopicReader, (tab.person.id, tab.goes.id)) is None


def test_who_does_not_see_the_other_topic_is_told_what_they_are_told_of_none(db, log_in):
    goes, staff, person = talk(8, 7), make_organiser(), make_user()
    into = talk(9, category=make_category(name="COPIL", group=make_group(staff)))
    merge(goes, into, staff)
    db.session.commit()
    for path in ("suivi", "reponse-retenue/fin"):
        said = {
            log_in(person).post(f"/t/{key}/{path}", data={"level": "muted"}).status_code for key in (goes.id, 987_654)
        }
        assert said == {404}
    assert log_in(person).get(f"/t/{goes.id}/aller?message=2").status_code == 404
    kept = log_in(person).post(f"/t/{goes.id}/messages", data={"body": "Mes mots"})
    assert kept.status_code == 404
    assert "Mes mots" in kept.text
    assert into.url not in kept.text


def test_a_reply_answers_the_message_that_its_writer_saw(db, tab):
    tab.client.post(f"/t/{tab.goes.id}/messages", data={"body": "Voici", "key": "k1", "reply_to": "2"})
    sent = db.session.query(Post).filter_by(topic_id=tab.into.id, author_id=tab.person.id).one()
    assert (sent.body, sent.reply_to) == ("Voici", 3)


def test_what_one_leaves_on_a_message_stays_on_it(db, tab):
    third = db.session.get(Post, tab.before[1].id)
    for path in ("merci", "signet"):
        assert tab.client.post(f"/messages/{third.id}/{path}").location == f"{tab.into.url}/3#m3"
    assert tab.client.get(f"/t/{tab.goes.id}/aller?message=2").location == f"{tab.into.url}/3#m3"


def test_the_answer_of_the_other_topic_is_not_taken_back(db, log_in):
    asker, goes = make_user(), talk(8, 7)
    into = talk(9, 6, category=make_category(kind="question"), author=asker)
    actions.solve(into, posts_of(into)[1], asker)
    merge(goes, into, make_organiser())
    db.session.commit()
    answer = log_in(asker).post(f"/t/{goes.id}/reponse-retenue/fin")
    assert (answer.status_code, answer.location) == (303, into.url)
    db.session.refresh(into)
    assert into.solution_number


def test_what_is_typed_there_is_kept_for_the_one_topic(db, tab):
    place = f"/brouillons/reponse-{tab.goes.id}"
    assert tab.client.post(place, data={"body": "Une idée", "sequence": "0"}).json["sequence"] == 1
    assert [draft.place for draft in db.session.query(Draft)] == [f"reponse-{tab.into.id}"]
    assert tab.client.get(place + "/texte").json["body"] == "Une idée"
    assert "Une idée" in tab.client.get(f"/t/{tab.into.id}/repondre").text
    other = tab.client.post(place, data={"body": "Autre chose", "sequence": "0"})
    assert (other.status_code, other.json["body"]) == (409, "Une idée")


def test_sending_leaves_the_draft_begun_in_the_other_topic(db, log_in):
    into, goes, person = talk(9, 6), talk(8, 7), make_user()
    client = log_in(person)
    for topic in (into, goes):
        client.post(f"/brouillons/reponse-{topic.id}", data={"body": f"Pour {topic.id}", "sequence": "0"})
    merge(goes, into, make_organiser())
    db.session.commit()
    client.post(f"/t/{goes.id}/messages", data={"body": f"Pour {goes.id}", "key": "k1", "draft": "1"})
    assert [draft.body for draft in db.session.query(Draft)] == [f"Pour {into.id}"]
