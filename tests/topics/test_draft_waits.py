"""Where a draft waits is said, and where no script keeps it a button does."""

from forum.topics import actions
from forum.topics.models import Post
from tests.makers import make_category, make_topic, make_user
from tests.topics.drafting import drafts, keep


def test_the_topic_says_that_a_draft_waits_and_to_its_writer_alone(db, log_in):
    topic, elsewhere, person = make_topic(), make_topic(), make_user()
    keep(log_in(person), f"reponse-{topic.id}", "Je commence")
    page = log_in(person).get(topic.url).text
    assert "Un brouillon vous attend" in page
    assert f'href="/t/{topic.id}/repondre"' in page
    assert page.count("Reprendre le brouillon") == 1
    assert "vous attend" not in log_in(person).get(elsewhere.url).text
    assert "vous attend" not in log_in(make_user()).get(topic.url).text
    keep(log_in(person), f"reponse-{topic.id}", "", 1)
    assert "vous attend" not in log_in(person).get(topic.url).text


def test_the_list_shows_words_and_no_marks(log_in):
    client = log_in(make_user())
    keep(client, "sujet-3", "**Bilan** de la [rentrée](https://a.example)\n\n" + "mot " * 400)
    page = client.get("/brouillons").text
    assert "<p>Bilan de la rentrée mot mot" in page
    assert "mot…</p>" in page


def test_a_draft_of_another_day_says_which(log_in, clock):
    topic, person = make_topic(), make_user()
    keep(log_in(person), f"reponse-{topic.id}", "Je commence")
    clock.forward(days=1)
    said = log_in(person).get(f"/brouillons/reponse-{topic.id}/texte").json["said"]
    assert said.startswith("Brouillon du ")


def aside(client, address, body, draft="0", **fields):
    return client.post(address, data={"body": body, "draft": draft, "brouillon": "1"} | fields)


def test_without_scripts_a_button_keeps_an_answer_a_topic_and_a_change(db, log_in):
    topic = actions.create_topic(make_category(), make_user(), "Un titre", "Bonjour")
    post, client = db.session.query(Post).one(), log_in(topic.author)
    new = f"/c/{topic.category.slug}/nouveau"
    for posting, writing in (
        (f"/t/{topic.id}/messages", f"/t/{topic.id}/repondre"),
        (new, new),
        (f"/messages/{post.id}/modifier", f"/messages/{post.id}/modifier"),
    ):
        assert aside(client, posting, "Je commence", title="Court").location == writing
        page = client.get(writing).text
        assert "Brouillon enregistré à" in page
        assert ">\nJe commence</textarea>" in page
        assert 'name="draft" type="hidden" value="1"' in page
    assert client.post(f"/t/{topic.id}/messages", data={"body": "", "brouillon": "1"}).status_code == 422
    assert db.session.query(Post).count() == 1
    assert [one.fields.get("title") for one in drafts(db)] == [None, "Court", "Court"]


def test_without_scripts_the_button_overwrites_no_newer_text_unless_one_insists(db, log_in):
    topic, client = make_topic(), log_in(make_user())
    keep(client, f"reponse-{topic.id}", "La longue")
    refused = aside(client, f"/t/{topic.id}/messages", "La courte")
    assert refused.status_code == 422
    assert "Rien n’est écrasé" in refused.text
    assert ">\nLa courte</textarea>" in refused.text
    assert [one.body for one in drafts(db)] == ["La longue"]
    assert 'name="draft" type="hidden" value="1"' in refused.text
    assert aside(client, f"/t/{topic.id}/messages", "La courte", draft="1").status_code == 303
    assert [one.body for one in drafts(db)] == ["La courte"]


def test_every_page_says_how_many_wait(log_in):
    client, other = log_in(make_user()), log_in(make_user())
    assert "Mes brouillons</a>" in client.get("/").text
    keep(client, "sujet-3", "Un début")
    keep(client, "sujet-4", "Un autre")
    assert "Mes brouillons<small>2</small></a>" in client.get("/reunions").text
    assert "Mes brouillons</a>" in other.get("/reunions").text
