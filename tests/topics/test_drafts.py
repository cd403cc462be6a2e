"""What is being written is kept on the server, overwritten by no older tab, and seen by its writer alone."""

from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from forum.accounts.actions.standing import leave
from forum.core.clock import now
from forum.topics import actions
from forum.topics.drafts.actions import MOST, Overtaken, save
from forum.topics.drafts.jobs import purge
from forum.topics.drafts.models import Draft, DraftUpload
from forum.topics.models import Post, Topic
from forum.topics.order.merge import merge
from forum.uploads import jobs as uploads
from forum.uploads.actions import store
from forum.uploads.models import Upload
from tests.makers import make_category, make_group, make_organiser, make_topic, make_user
from tests.topics.drafting import drafts, keep


def test_what_is_typed_comes_back_in_another_browser(db, log_in):
    topic, person = make_topic(), make_user()
    answer = keep(log_in(person), f"reponse-{topic.id}", "Chez nous,\r\non commence")
    assert (answer.status_code, answer.json["sequence"]) == (200, 1)
    assert answer.json["said"].startswith("Brouillon enregistré à")
    assert ">\nChez nous,\non commence</textarea>" in log_in(person).get(f"/t/{topic.id}/repondre").text
    told = log_in(person).get(f"/brouillons/reponse-{topic.id}/texte").json
    assert (told["sequence"], told["body"]) == (1, "Chez nous,\non commence")


def test_an_older_tab_is_told_and_overwrites_nothing(db, log_in):
    person = make_user()
    client = log_in(person)
    keep(client, "sujet-3", "Un")
    assert keep(client, "sujet-3", "Un, deux", 1, title="Compter").json["sequence"] == 2
    refused = keep(client, "sujet-3", "Un, trois", 1)
    assert (refused.status_code, refused.json["sequence"], refused.json["body"]) == (409, 2, "Un, deux")
    assert refused.json["fields"] == {"title": "Compter"}
    assert keep(client, "sujet-3", "Un, quatre").status_code == 409
    assert [(one.body, one.sequence) for one in drafts(db)] == [("Un, deux", 2)]


def test_of_two_saves_on_the_same_draft_one_wins(db):
    person = make_user()
    save(person, "sujet-3", "Un", {}, 0)
    save(person, "sujet-3", "Deux", {}, 1)
    with pytest.raises(Overtaken) as newer:
        save(person, "sujet-3", "Trois", {}, 1)
    assert newer.value.draft.body == "Deux"


def test_nobody_else_finds_it(db, log_in):
    topic, person = make_topic(), make_user()
    place = f"reponse-{topic.id}"
    keep(log_in(person), place, "Un canari jaune")
    for other in (log_in(make_user()), log_in(make_organiser()), log_in(make_user(role="administrator"))):
        assert other.get(f"/brouillons/{place}").status_code == 404
        assert other.get(f"/brouillons/{place}/texte").json["body"] == ""
        assert other.post(f"/brouillons/{place}/suppression").status_code == 404
        for page in ("/brouillons", "/recherche?q=canari", f"/t/{topic.id}/repondre"):
            assert "canari jaune" not in other.get(page).text
    assert len(drafts(db)) == 1


def test_sending_lets_go_of_it_and_of_no_newer_text(db, log_in):
    topic, person = make_topic(), make_user()
    client, place = log_in(person), f"reponse-{topic.id}"
    keep(client, place, "Voici la nôtre.")
    keep(client, place, "Voici la nôtre, et une autre.", 1)
    client.post(f"/t/{topic.id}/messages", data={"body": "Voici la nôtre.", "key": "a", "draft": "1"})
    assert [one.body for one in drafts(db)] == ["Voici la nôtre, et une autre."]
    client.post(f"/t/{topic.id}/messages", data={"body": "Et une autre.", "key": "b", "draft": "2"})
    assert drafts(db) == []
    assert db.session.query(Post).count() == 3


def test_a_refused_send_lets_go_of_nothing(db, log_in):
    topic, person = make_topic(closed_at=now()), make_user()
    client, place = log_in(person), f"reponse-{topic.id}"
    keep(client, place, "Un long texte")
    assert client.post(f"/t/{topic.id}/messages", data={"body": "Un long texte", "draft": "1"}).status_code == 403
    assert client.post(f"/c/{topic.category.slug}/nouveau", data={"body": "x", "draft": "1"}).status_code == 422
    assert len(drafts(db)) == 1


def test_a_new_topic_takes_up_its_title_and_keywords(db, log_in):
    category, person = make_category(template="Pour quel usage ?"), make_user()
    client, address = log_in(person), f"/c/{category.slug}/nouveau"
    assert "Pour quel usage ?" in client.get(address).text
    keep(client, f"sujet-{category.id}", "Une trame", title="Le livret", tags="accueil, livret")
    page = client.get(address).text
    assert 'value="Le livret"' in page
    assert 'value="accueil, livret"' in page
    assert ">\nPour quel usage ?" not in page
    client.post(address, data={"title": "Le livret", "body": "Une trame", "draft": "1"})
    assert drafts(db) == []
    assert db.session.query(Topic).one().title == "Le livret"


def test_a_change_taken_up_is_based_on_what_the_message_said_then(db, log_in):
    topic = actions.create_topic(make_category(), make_user(), "Un titre", "Bonjour")
    post = db.session.query(Post).one()
    client, address = log_in(topic.author), f"/messages/{post.id}/modifier"
    keep(client, f"message-{post.id}", "Bonsoir", version="1")
    actions.edit_post(post, make_organiser(), "Bonjour à tous", 1)
    page = client.get(address).text
    assert ">\nBonsoir</textarea>" in page
    assert 'name="version" type="hidden" value="1"' in page
    data = {"body": "Bonsoir", "title": "Un titre", "version": "1", "draft": "1"}
    assert client.post(address, data=data).status_code == 409
    assert len(drafts(db)) == 1


def test_a_quote_comes_after_what_was_typed(db, log_in):
    topic, person = make_topic(body="Des mots"), make_user()
    keep(log_in(person), f"reponse-{topic.id}", "Je commence")
    page = log_in(person).get(f"/t/{topic.id}/repondre?citer=1").text
    assert ">\nJe commence\n\n[quote=" in page


def test_an_emptied_text_is_no_draft(db, log_in):
    client = log_in(make_user())
    keep(client, "sujet-3", "Un")
    assert keep(client, "sujet-3", " \n", 1).json["sequence"] == 0
    assert drafts(db) == []


def test_words_typed_after_a_send_elsewhere_are_kept_anew(db, log_in):
    client = log_in(make_user())
    assert keep(client, "sujet-3", "La suite", 7).json["sequence"] == 8


def test_a_file_stays_as_long_as_the_draft_that_shows_it(db, log_in, clock):
    person, stranger = make_user(), make_user()
    upload = store(FileStorage(BytesIO(b"%PDF-1.4 x"), "livret.pdf"), person)
    other = store(FileStorage(BytesIO(b"%PDF-1.4 y"), "autre.pdf"), stranger)
    keep(log_in(person), "sujet-3", f"[livret.pdf]({upload.url}) [autre.pdf]({other.url})")
    assert [row.upload_id for row in db.session.query(DraftUpload)] == [upload.id]
    clock.forward(days=100)
    uploads.purge()
    assert [row.id for row in db.session.query(Upload)] == [upload.id]
    assert log_in(stranger).get(upload.url).status_code == 404
    keep(log_in(person), "sujet-3", "Sans fichier", 1)
    uploads.purge()
    assert db.session.query(Upload).count() == 0


def test_a_draft_goes_after_half_a_year(db, log_in, clock):
    client = log_in(make_user())
    keep(client, "sujet-3", "Un")
    keep(client, "sujet-4", "Deux")
    clock.forward(days=179)
    db.session.query(Draft).filter_by(place="sujet-4").one().updated_at = now()
    purge()
    assert len(drafts(db)) == 2
    clock.forward(days=2)
    purge()
    assert [one.place for one in drafts(db)] == ["sujet-4"]


def test_of_a_topic_that_closed_its_door_only_ones_own_words_are_left(db, log_in):
    person = make_user()
    topic = make_topic(title="Un titre canari")
    keep(log_in(person), f"reponse-{topic.id}", "Mes propres mots")
    assert "Un titre canari" in log_in(person).get("/brouillons").text
    topic.category_id = make_category(group=make_group()).id
    for page in ("/brouillons", f"/brouillons/reponse-{topic.id}", f"/brouillons/reponse-{topic.id}/suppression"):
        answer = log_in(person).get(page)
        assert answer.status_code == 200
        assert "canari" not in answer.text
        assert f"/t/{topic.id}" not in answer.text
    assert "Mes propres mots" in log_in(person).get(f"/brouillons/reponse-{topic.id}").text
    assert keep(log_in(person), f"reponse-{topic.id}", "Mes propres mots, suite", 1).status_code == 200


def test_an_answer_begun_follows_its_topic_into_another(db, log_in):
    category, one, other = make_category(), make_user(), make_user()
    source, target = (actions.create_topic(category, make_user(), f"Un sujet {n}", "Bonjour") for n in range(2))
    keep(log_in(one), f"reponse-{source.id}", "Pour le premier")
    for topic in (source, target):
        keep(log_in(other), f"reponse-{topic.id}", f"Pour {topic.title}")
    merge(source, target, make_organiser())
    texts = {(draft.owner_id, draft.place): draft.body for draft in drafts(db)}
    assert texts == {
        (one.id, f"reponse-{target.id}"): "Pour le premier",
        (other.id, f"reponse-{source.id}"): "Pour Un sujet 0",
        (other.id, f"reponse-{target.id}"): "Pour Un sujet 1",
    }
    assert "Pour Un sujet 0" in log_in(other).get("/brouillons").text
    log_in(one).post(f"/t/{source.id}/messages", data={"body": "Pour le premier", "draft": "1"})
    assert {draft.owner_id for draft in drafts(db)} == {other.id}


def test_who_leaves_leaves_no_draft(db, log_in):
    person, other = make_user(), make_user()
    for one in (person, other):
        keep(log_in(one), "sujet-3", "Un")
    leave(person, make_organiser())
    assert [draft.owner_id for draft in drafts(db)] == [other.id]


def test_discarding_asks_first(db, log_in):
    client = log_in(make_user())
    keep(client, "sujet-3", "Un")
    assert client.get("/brouillons/sujet-3/suppression").status_code == 200
    assert len(drafts(db)) == 1
    assert client.post("/brouillons/sujet-3/suppression").location == "/brouillons"
    assert drafts(db) == []


def test_there_is_an_end_to_beginning(db, log_in):
    person = make_user()
    places = [f"sujet-{n}" for n in range(1, MOST + 1)]
    db.session.add_all(Draft(owner_id=person.id, place=one, sequence=1, body="x", fields={}) for one in places)
    db.session.flush()
    client = log_in(person)
    assert keep(client, "sujet-1", "Encore", 1).status_code == 200
    assert keep(client, "sujet-9999", "Un de plus").status_code == 422
    assert len(drafts(db)) == MOST


@pytest.mark.parametrize("place", ["sujet-0", "sujet-", "autre-3", "reponse-3/..", "reponse-99999999999"])
def test_there_is_no_draft_of_nowhere(db, log_in, place):
    assert keep(log_in(make_user()), place, "Un").status_code == 404


def test_who_is_no_member_keeps_nothing(db, client, log_in):
    assert keep(log_in(make_user(state="pending")), "sujet-3", "Un").status_code == 403
    assert keep(client, "sujet-3", "Un").status_code == 303
    assert drafts(db) == []
