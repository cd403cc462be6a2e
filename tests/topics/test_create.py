"""Opening a topic."""

from io import BytesIO

from forum.categories.actions import grant
from forum.core.events import listen, listeners
from forum.topics import actions
from forum.topics.events import PostCreated, TopicCreated
from forum.topics.models import Post, Tag, Topic, TopicReader
from forum.uploads.models import Upload
from tests.makers import automatic_group, make_category, make_organiser, make_user

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def sent(**fields):
    return {"title": "Vos trames de livret", "body": "Bonjour, qui partage la sienne ?", "key": "k1"} | fields


def test_a_member_opens_a_topic_and_lands_on_it(db, log_in):
    category, author = make_category(kind="request"), make_user()
    response = log_in(author).post(f"/c/{category.slug}/nouveau", data=sent(tags="livret, Accueil, livret"))
    topic = db.session.query(Topic).one()
    assert (response.status_code, response.location) == (303, topic.url)
    assert topic.slug == "vos-trames-de-livret"
    assert (topic.state, topic.last_number, topic.replies, topic.participants) == ("open", 1, 0, [author.id])
    assert {tag.name for tag in db.session.query(Tag)} == {"livret", "Accueil"}
    reader = db.session.get(TopicReader, (author.id, topic.id))
    assert (reader.level, reader.reason, reader.last_read) == ("watching", "created", 1)


def test_the_form_starts_with_the_template_of_the_category(log_in):
    category = make_category(template="Ce que je cherche :\n\nPour quand :")
    page = log_in(make_user()).get(f"/c/{category.slug}/nouveau")
    assert page.status_code == 200
    assert "Ce que je cherche :" in page.text


def test_a_refused_form_keeps_the_text_and_says_what_to_do(db, log_in):
    category = make_category()
    page = log_in(make_user()).post(f"/c/{category.slug}/nouveau", data=sent(title="Oui", tags="a,b,c,d,e,f"))
    assert page.status_code == 422
    assert "Bonjour, qui partage la sienne ?" in page.text
    assert "Entre 5 et 200 caractères" in page.text
    assert "Cinq mots-clés au plus" in page.text
    assert 'aria-describedby="title-hint title-error"' in page.text
    assert db.session.query(Topic).count() == 0


def test_a_text_the_kitchen_refuses_is_kept_too(db, log_in):
    category = make_category()
    page = log_in(make_user()).post(f"/c/{category.slug}/nouveau", data=sent(body="[" * 2000))
    assert page.status_code == 422
    assert "trop de signes de mise en forme" in page.text
    assert "[" * 2000 in page.text


def test_files_sent_without_javascript_hang_on_the_message(db, log_in):
    category = make_category()
    files = [(BytesIO(PDF), "livret.pdf"), (BytesIO(PDF + b"\n"), "annexe.pdf")]
    log_in(make_user()).post(f"/c/{category.slug}/nouveau", data=sent(files=files))
    post = db.session.query(Post).one()
    assert post.html.count('class="file"') == 2
    assert log_in(make_user()).get(db.session.query(Upload).first().url).status_code == 200


def test_files_stay_when_the_rest_is_refused(db, log_in):
    """They were sent over a slow line: the next try must not send them again."""
    category = make_category()
    client = log_in(make_user())
    files = [(BytesIO(PDF), "livret.pdf"), (BytesIO(b"MZ\x90"), "virus.exe")]
    page = client.post(f"/c/{category.slug}/nouveau", data=sent(title="", files=files))
    upload = db.session.query(Upload).one()
    assert page.status_code == 422
    assert f"[livret.pdf]({upload.url})" in page.text
    assert "virus.exe" in page.text
    client.post(f"/c/{category.slug}/nouveau", data=sent(body=f"Voici\n\n[livret.pdf]({upload.url})"))
    assert 'class="file"' in db.session.query(Post).one().html


def test_a_look_before_sending_publishes_nothing(db, log_in):
    category = make_category()
    page = log_in(make_user()).post(f"/c/{category.slug}/nouveau", data=sent(body="**Bonjour**", title="", preview="1"))
    assert page.status_code == 200
    assert "<strong>Bonjour</strong>" in page.text
    assert db.session.query(Topic).count() == 0


def test_nobody_opens_a_topic_without_the_right(db, log_in, client):
    category = make_category(open_to=None)
    grant(category, automatic_group("membres"), see=True, create=False, reply=True)
    grant(category, automatic_group("organisateurs"), see=True, create=True, reply=True)
    refused = log_in(make_user()).post(f"/c/{category.slug}/nouveau", data=sent())
    assert refused.status_code == 403
    assert "Bonjour, qui partage la sienne ?" in refused.text, "what was typed must be shown again"
    assert log_in(make_user(state="pending")).post(f"/c/{category.slug}/nouveau", data=sent()).status_code == 404
    assert db.session.query(Topic).count() == 0
    assert log_in(make_organiser()).post(f"/c/{category.slug}/nouveau", data=sent()).status_code == 303


def test_someone_signed_out_meanwhile_finds_their_text(client):
    category = make_category()
    page = client.post(f"/c/{category.slug}/nouveau", data=sent())
    assert page.status_code == 403
    assert "Bonjour, qui partage la sienne ?" in page.text


def test_the_same_send_twice_opens_one_topic(db, log_in):
    category, author = make_category(), make_user()
    first = log_in(author).post(f"/c/{category.slug}/nouveau", data=sent())
    second = log_in(author).post(f"/c/{category.slug}/nouveau", data=sent())
    assert first.location == second.location
    assert db.session.query(Topic).count() == 1


def test_the_house_is_told_once_of_the_topic_and_once_of_its_message(db):
    told = []
    for kind in (TopicCreated, PostCreated):
        listen(kind)(told.append)
    topic = actions.create_topic(make_category(), make_user(), "Bonjour à toutes", "Un premier message")
    for kind in (TopicCreated, PostCreated):
        listeners()[kind].remove(told.append)
    post = db.session.query(Post).one()
    assert told == [TopicCreated(topic, post), PostCreated(post, (), ())]


def test_who_does_not_know_where_yet_chooses_among_what_is_open(log_in):
    here, there = (make_category(name=name) for name in ("Un lieu", "Un autre"))
    closed = make_category(open_to=None, name="Publications")
    grant(closed, automatic_group("membres"), see=True, create=False, reply=True)
    person = make_user()
    log_in(person).post(f"/brouillons/sujet-{here.id}", data={"body": "Je commence", "sequence": "0"})
    page = log_in(person).get("/nouveau-sujet").text.partition("<main")[2]
    assert f'href="/c/{here.slug}/nouveau"' in page
    assert f'href="/c/{there.slug}/nouveau"' in page
    assert closed.name not in page
    assert page.count("Brouillon") == 1
    assert log_in(person).get(f"/nouveau-sujet?dans={there.slug}").location == f"/c/{there.slug}/nouveau"
    assert log_in(person).get(f"/nouveau-sujet?dans={closed.slug}").status_code == 200
    assert "Aucune catégorie" in log_in(make_user(state="pending")).get("/nouveau-sujet").text


def test_where_there_is_one_place_nobody_is_asked(log_in, client):
    category = make_category()
    assert log_in(make_user()).get("/nouveau-sujet?dans=x").location == f"/c/{category.slug}/nouveau"
    assert "/connexion" in client.get("/nouveau-sujet").location


def test_titles_lose_what_is_not_seen(db, log_in):
    category = make_category()
    log_in(make_user()).post(
        f"/c/{category.slug}/nouveau",
        data=sent(title="  Un\u202etitre \x00 long  ", body="a\x00\ud800".encode("utf-8", "surrogatepass")),
    )
    assert db.session.query(Topic).one().title == "Untitre long"
