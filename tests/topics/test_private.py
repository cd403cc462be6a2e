"""What hangs on a message follows the rights of its category, wherever the topic goes."""

from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from forum.audit.models import AuditEntry
from forum.core import jobs
from forum.search.models import SearchDocument
from forum.topics import actions
from forum.topics.models import Post, PostUpload
from forum.uploads.actions import store
from tests.makers import make_category, make_group, make_organiser, make_topic, make_user

CANARY = "canari-jaune"


@pytest.fixture
def insider(db):
    return make_organiser()


@pytest.fixture
def secret(db, insider):
    """A topic in a room of ``insider``'s group, with a file."""
    category = make_category(group=make_group(insider))
    upload = store(FileStorage(BytesIO(b"%PDF-1.4 x"), f"{CANARY}.pdf"), insider)
    return actions.create_topic(category, insider, f"Titre {CANARY}", f"Message {CANARY}", uploads=[upload])


def first_of(db, topic):
    return db.session.query(Post).filter_by(topic_id=topic.id, number=1).one()


def test_a_link_to_a_private_topic_shows_no_title_in_an_open_one(db, secret, insider):
    post = actions.reply(make_topic(), insider, f"Voir {secret.url} et http://localhost{secret.url}")
    assert f"Titre {CANARY}" not in post.html


def test_a_link_inside_the_same_room_shows_it(db, secret, insider):
    post = actions.reply(secret, insider, f"Voir http://localhost{secret.url}")
    assert f"Titre {CANARY}" in post.html


def test_a_quote_taken_out_of_a_private_room_loses_its_words(db, secret, insider):
    source = first_of(db, secret)
    quote = f'[quote="X, message:{source.id}"]\n{CANARY}\n[/quote]\n\nQu’en dites-vous ?'
    post = actions.reply(make_topic(), insider, quote)
    assert CANARY not in post.html + post.text
    assert CANARY in actions.reply(secret, insider, quote).html


def test_nobody_opens_someone_elses_file_by_naming_it(db, log_in, secret, insider):
    """Not even who sees it may hand it out: only whoever sent a file attaches it."""
    upload = db.session.query(PostUpload).one().upload
    outsider, colleague = make_user(), make_organiser()
    for writer in (outsider, colleague):
        post = actions.reply(make_topic(), writer, f"[x]({upload.url})")
        assert "file" not in post.html.replace("/fichiers/", "")
        assert CANARY not in post.text
    assert db.session.query(PostUpload).count() == 1
    assert log_in(outsider).get(upload.url).status_code == 404
    assert log_in(insider).get(upload.url).status_code == 200


def test_a_deleted_message_takes_its_files_along(db, log_in):
    author = make_user()
    upload = store(FileStorage(BytesIO(b"%PDF-1.4 y"), "a.pdf"), author)
    topic = make_topic()
    post = actions.reply(topic, author, "Voici", uploads=[upload])
    assert log_in(make_user()).get(upload.url).status_code == 200
    actions.delete_post(post, author)
    assert log_in(make_user()).get(upload.url).status_code == 404
    assert log_in(make_organiser()).get(upload.url).status_code == 200


def test_a_topic_that_moves_takes_along_its_files_its_title_and_its_words(app, db, log_in, insider):
    room = make_category(group=make_group(insider))
    author, outsider = make_user(), make_user()
    upload = store(FileStorage(BytesIO(b"%PDF-1.4 z"), f"{CANARY}.pdf"), author)
    topic = actions.create_topic(make_category(), author, f"Titre {CANARY}", f"Message {CANARY}", uploads=[upload])
    quote = f'[quote="X, message:{first_of(db, topic).id}"]\nMessage {CANARY}\n[/quote]'
    around = actions.reply(make_topic(), outsider, f"{quote}\n\nVoir http://localhost{topic.url}")
    assert CANARY in around.html
    assert log_in(outsider).get(upload.url).status_code == 200

    response = log_in(insider).post(f"/t/{topic.id}/categorie", data={"category": room.id})
    assert response.status_code == 303
    jobs.run_waiting(app)
    db.session.expire_all()
    around = db.session.get(Post, around.id)
    assert CANARY not in around.html + around.text
    page = log_in(outsider).get("/recherche?q=canari").text
    assert CANARY not in page
    assert around.url not in page, "it is not found by words it does not show any more"
    assert log_in(outsider).get(upload.url).status_code == 404
    assert log_in(outsider).get(topic.url).status_code == 404
    assert log_in(insider).get(upload.url).status_code == 200


def test_what_is_deleted_is_not_found_again_by_cooking_anew(app, db):
    topic = actions.create_topic(make_category(), make_user(), f"Titre {CANARY}", f"Message {CANARY}")
    assert db.session.query(SearchDocument).filter_by(topic_id=topic.id).count() == 1
    actions.delete_topic(topic, make_organiser())
    db.session.commit()
    jobs.run_waiting(app)
    assert db.session.query(SearchDocument).filter_by(topic_id=topic.id).count() == 0


def test_a_lost_job_is_made_up_for(db):
    """The rows say what is out of date, not the queue."""
    from forum.topics.jobs import recook

    topic, colleague = make_topic(title="Ancien titre"), make_user()
    post = actions.reply(make_topic(), colleague, f"Voir http://localhost{topic.url}")
    actions.rename(topic, make_organiser(), "Nouveau titre")
    assert "Ancien titre" in post.html
    recook()
    assert "Nouveau titre" in db.session.get(Post, post.id).html


def test_one_moves_only_to_where_one_may_write(db, log_in, insider):
    elsewhere = make_category(group=make_group())
    topic = make_topic()
    response = log_in(insider).post(f"/t/{topic.id}/categorie", data={"category": elsewhere.id})
    assert response.status_code == 422
    assert elsewhere.name not in response.text


def test_the_audit_log_holds_no_words(db, secret, insider):
    post = first_of(db, secret)
    actions.edit_post(post, insider, f"Autre {CANARY}", 1, title=f"Autre {CANARY}")
    actions.rename(secret, make_organiser(), f"Encore {CANARY}")
    actions.close(secret, insider)
    actions.delete_topic(secret, insider)
    entries = db.session.query(AuditEntry).all()
    assert len(entries) >= 4
    for entry in entries:
        assert CANARY not in f"{entry.before}{entry.after}"


def test_a_mention_names_people_and_groups_one_may_name(db, insider):
    group = make_group(insider, slug="copil", name="COPIL")
    person = make_user(username="ana.vidal", first_name="Ana", last_name="Vidal")
    gone = make_user(state="erased")
    text = f"@{person.username} @{gone.username} @copil"
    assert "COPIL" not in actions.reply(make_topic(), make_user(), text).html
    html = actions.reply(make_topic(), insider, text).html
    assert "Ana Vidal" in html
    assert group.name in html
    assert f"@{gone.username}" in html
