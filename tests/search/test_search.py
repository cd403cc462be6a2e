"""Search finds what the reader may see, titles first, and nothing else."""

from datetime import timedelta

import pytest

from forum.core.clock import now
from forum.search import index, queries
from forum.search.question import understand
from forum.topics.search import document, documents
from tests.makers import make_category, make_group, make_post, make_topic, make_user


@pytest.fixture
def member(app):
    return make_user(first_name="Nadia", last_name="Ferrand", username="nadia.ferrand")


def indexed(**facts):
    """A topic whose messages are in the index."""
    topic = make_topic(**facts)
    index_all()
    return topic


def index_all():
    for one in documents():
        index.put(one)


def found(client, text, **more):
    return client.get("/recherche", query_string={"q": text, **more}).text


def titles(viewer, app, text):
    with app.test_request_context():
        return [hit.title for hit in queries.search(viewer, understand(text)).page.rows]


def test_a_word_without_accent_or_plural_finds_the_topic(log_in, member):
    indexed(title="Préparer les réunions d’équipe")
    assert "<mark>réunions</mark>" in found(log_in(member), "reunion")


def test_a_word_of_the_title_comes_before_a_word_of_the_text(app, member):
    older = indexed(title="La convention avec le collège", created_at=now() - timedelta(days=300))
    newer = indexed(title="Autre chose", body="Notre convention est signée.")
    assert titles(member, app, "convention") == [older.title, newer.title]


def test_among_equals_the_newest_comes_first(app, member):
    old = indexed(title="Planning ancien", created_at=now() - timedelta(days=30))
    new = indexed(title="Planning récent")
    assert titles(member, app, "planning") == [new.title, old.title]


def test_all_the_words_must_be_there(app, member):
    both = indexed(title="Livret", body="Accueil des familles")
    indexed(title="Livret seul")
    assert titles(member, app, "livret familles") == [both.title]


def test_a_phrase_is_found_as_it_stands(app, member):
    right = indexed(title="Un", body="le projet personnalisé du jeune")
    indexed(title="Deux", body="un jeune projet très personnalisé")
    assert titles(member, app, '"projet personnalisé"') == [right.title]


def test_the_beginning_of_a_word_finds_it_when_nothing_else_does(app, member):
    topic = indexed(title="Coordination des parcours")
    assert titles(member, app, "coordi") == [topic.title]


def test_words_that_begin_so_are_marked(log_in, member):
    indexed(title="Un sujet", body="Nous parlons de la coordination, et des familles.")
    page = found(log_in(member), "coordi")
    assert "<mark>coordination</mark>" in page
    assert "<mark>familles" not in page


def test_operators_narrow_the_search(app, member):
    category = make_category(slug="aide")
    mine = indexed(title="Trame de planning", author=member, category=category)
    indexed(title="Planning du transport")
    for text in ("planning @nadia.ferrand", "planning #aide", "@nadia.ferrand", "trame dans:titre"):
        assert titles(member, app, text) == [mine.title], text
    assert titles(member, app, "planning avant:2001-01-01") == []


def test_nothing_of_a_private_category_is_found_counted_or_hinted_at(log_in, app, member):
    insider = make_user()
    private = make_category(group=make_group(insider), slug="copil", name="Comité secret")
    indexed(title="Canariword du comité", body="Canariword encore", category=private)
    page = found(log_in(member), "canariword")
    assert "Canariword du" not in page
    assert "Comité secret" not in page
    assert "0 résultat" not in page.replace("\xa0", " ") or "1 résultat" not in page
    assert "Canariword du" in found(log_in(insider), "canariword").replace("<mark>", "").replace("</mark>", "")


def test_what_is_private_never_pushes_out_what_is_open(app, member, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 5)
    open_topic = indexed(title="Budget du réseau")
    private = make_category(group=make_group())
    for _ in range(8):
        make_topic(title="Budget", category=private)
    index_all()
    assert titles(member, app, "budget") == [open_topic.title]


def test_visitors_find_no_people(client, log_in, member):
    from forum.search import people

    index.put(people.document(member))
    assert "Nadia Ferrand" not in found(client, "ferrand")
    assert "Nadia" in found(log_in(make_user()), "ferrand")


def test_a_topic_that_moves_is_found_by_the_readers_of_its_new_place_only(app, member):
    topic = indexed(title="Dossier sensible")
    private = make_category(group=make_group())
    topic.category_id = private.id
    index.move_topic(topic.id, private.id)
    assert titles(member, app, "dossier") == []


def test_what_is_removed_is_not_found(app, member):
    topic = indexed(title="Brouillon retiré")
    make_post(topic, body="réponse au brouillon")
    index_all()
    index.remove_topic(topic.id)
    assert titles(member, app, "brouillon") == []


def test_a_message_indexed_twice_is_found_once_as_it_now_reads(app, member, db):
    topic = indexed(title="Titre", body="ancien contenu")
    post = db.session.query(type(make_post(topic))).filter_by(number=1, topic_id=topic.id).one()
    post.text = "contenu refondu"
    index.put(document(post))
    assert titles(member, app, "ancien") == []
    assert titles(member, app, "refondu") == ["Titre"]


def test_rebuilding_gives_the_same_index(app, member, db):
    from sqlalchemy import text

    topic = indexed(title="Organigramme")
    db.session.execute(text("DELETE FROM search_words"))
    assert titles(member, app, "organigramme") == []
    index.rebuild()
    assert titles(member, app, "organigramme") == [topic.title]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        '"',
        "AND OR NOT",
        "a* ^b",
        "title:x",
        "'; DROP TABLE users;--",
        "é" * 400,
        "@",
        "#",
        "\x00",
        "(" * 50,
        "«»",
        "avant:hier",
    ],
)
def test_whatever_is_typed_the_page_answers(log_in, member, typed):
    assert log_in(member).get("/recherche", query_string={"q": typed}).status_code == 200


def test_hostile_titles_are_shown_as_text(log_in, member):
    indexed(title="<script>alert(1)</script> planning", body="<img src=x onerror=alert(1)> planning")
    page = found(log_in(member), "planning")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
