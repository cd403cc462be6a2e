"""Operators typed in the box and fields of the form beside it say the same; nonsense is explained."""

import pytest

from forum.search import index
from forum.topics import actions
from forum.topics.models import TopicReader
from forum.topics.search import documents
from tests.makers import make_category, make_group, make_organiser, make_user


@pytest.fixture
def reader(app):
    return make_user(first_name="Nadia", last_name="Ferrand", username="nadia.ferrand")


def topic(author, title, **facts):
    return actions.create_topic(facts.pop("category", None) or make_category(), author, title, "Le planning.", **facts)


def page(client, **asked) -> str:
    text = client.get("/recherche", query_string=asked).text
    return text.split("<main", 1)[1].split("</main>")[0].replace("\xa0", " ")


def both(client, typed: dict, chosen: dict, found: str, left: str) -> None:
    """Typed or chosen, ``found`` is there and ``left`` is not."""
    for asked in (typed, chosen):
        text = page(client, **asked)
        assert found in text, asked
        assert left not in text, asked


def test_a_keyword_narrows_typed_or_chosen(log_in, reader):
    tagged, other = topic(reader, "Un sujet étiqueté", tags=["Vie scolaire"]), topic(reader, "Un autre")
    typed, chosen = {"q": "planning tag:vie-scolaire"}, {"q": "planning", "mot": "vie-scolaire"}
    both(log_in(reader), typed, chosen, tagged.url, other.url)
    assert tagged.url in page(log_in(reader), q="tag:vie-scolaire")
    assert tagged.url in page(log_in(reader), mot="Vie scolaire")  # as a topic shows it
    assert tagged.url not in page(log_in(reader), mot="vie scolaire, internat")


def test_solved_requests_alone_typed_or_chosen(log_in, reader):
    category = make_category(kind="request")
    solved, other = topic(reader, "Une demande", category=category), topic(reader, "Une autre", category=category)
    actions.solve(solved, actions.reply(solved, make_user(), "Voici."), reader)
    both(log_in(reader), {"q": "planning est:résolu"}, {"q": "planning", "etat": "est:resolu"}, solved.url, other.url)


def test_what_one_has_not_read_typed_or_chosen(log_in, reader, db):
    unread, known = topic(make_user(), "Jamais ouvert"), topic(make_user(), "Déjà lu")
    db.session.add(TopicReader(user_id=reader.id, topic_id=known.id, last_read=known.last_number))
    db.session.flush()
    both(log_in(reader), {"q": "est:non-lu"}, {"etat": "est:non-lu"}, unread.url, known.url)


def test_author_category_title_and_dates_typed_or_chosen(log_in, reader):
    category = make_category(slug="aide")
    mine, other = topic(reader, "Planning du bus", category=category), topic(make_user(), "Autre chose")
    browser = log_in(reader)
    both(browser, {"q": "planning @nadia.ferrand"}, {"q": "planning", "auteur": "nadia.ferrand"}, mine.url, other.url)
    both(browser, {"q": "planning #aide"}, {"q": "planning", "categorie": "aide"}, mine.url, other.url)
    both(browser, {"q": "planning dans:titre"}, {"q": "planning", "titre": "1"}, mine.url, other.url)
    both(browser, {"q": "planning @Nàdia.Ferrand"}, {"q": "planning #Àide"}, mine.url, other.url)
    assert mine.url not in page(browser, q="planning avant:01/01/2001")
    assert mine.url not in page(browser, q="planning", avant="2001-01-01")
    assert mine.url in page(browser, q="planning", apres="2001-01-01")


def test_a_filter_is_enough_of_a_question(log_in, reader):
    mine, browser = topic(reader, "Planning du bus"), log_in(reader)
    for asked in ({"q": "apres:2001-01-01"}, {"apres": "2001-01-01"}, {"type": "post"}, {"periode": "30"}):
        assert mine.url in page(browser, **asked), asked
    assert mine.url not in page(browser, type="meeting")
    for asked in ({}, {"titre": "1"}, {"tri": "date"}):
        assert "Que cherchez-vous" in page(browser, **asked).replace("\xa0", " "), asked


def test_how_many_filters_there_are_is_said(log_in, reader):
    assert "Filtrer (3)" in page(log_in(reader), q="livret avec:fichier", type=["post", "meeting"])
    assert "Filtrer (" not in page(log_in(reader), q="livret")


def test_the_form_shows_what_was_typed_and_the_box_what_is_left(log_in, reader):
    make_category(slug="aide", name="Aide")
    text = page(log_in(reader), q='livret "une phrase" @nadia.ferrand #aide tag:ime avant:31/01/2022 avec:fichier')
    assert 'value="livret &#34;une phrase&#34;"' in text
    for field in (
        'name="auteur" value="nadia.ferrand"',
        'value="aide" checked',
        'name="mot" value="ime"',
        'name="avant" value="2022-01-31"',
        'name="fichier" value="1" checked',
    ):
        assert field in text


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("avant:hier", "avant:31/01/2022"),
        ("apres:2022-13-45", "apres:31/01/2022"),
        ("est:perdu", "est:resolu"),
        ("dans:corps", "dans:titre"),
        ("avec:image", "avec:fichier"),
        ("tag:", "tag:livret"),
        ("@personne.ici", "Personne n’est trouvé"),
        ("#nulle-part", "Aucune catégorie"),
    ],
)
def test_nonsense_says_what_to_write_instead(log_in, reader, typed, advice):
    assert advice in page(log_in(reader), q=f"livret {typed}")


@pytest.mark.parametrize(
    "name", ["q", "mot", "auteur", "etat", "categorie", "apres", "avant", "periode", "type", "tri"]
)
@pytest.mark.parametrize("value", ["", "@", "#", ":", "est:", "\x00", "\ud83d", "9999-12-31", "0001-01-01", "a" * 2000])
def test_whatever_a_field_holds_the_page_answers(log_in, reader, name, value):
    value = value.encode("utf-8", "surrogatepass")
    assert log_in(reader).get("/recherche", query_string={"q": "livret", name: value}).status_code == 200


def test_a_hidden_category_is_explained_as_one_that_is_not(log_in, reader):
    make_category(group=make_group(), slug="copil")
    hidden, absent = (page(log_in(reader), q=f"livret #{name}") for name in ("copil", "copal"))
    assert hidden.replace("copil", "…") == absent.replace("copal", "…")


# --- while one types ------------------------------------------------------------------------------------------------


def offered(client, text: str) -> str:
    answer = client.get("/recherche/suggestions", query_string={"q": text})
    assert answer.status_code == 200
    return answer.text


def test_the_beginning_of_a_title_offers_what_one_may_see(log_in, client, reader):
    seen = topic(reader, "Coordination des parcours")
    inside = make_organiser()
    hidden = topic(inside, "Coordination du comité", category=make_category(group=make_group(inside), slug="copil"))
    for browser in (log_in(reader), client):
        assert hidden.url not in offered(browser, "coordi")
    assert seen.url in offered(log_in(reader), "coordi")
    assert hidden.url in offered(log_in(inside), "des mots coordi") or hidden.url in offered(log_in(inside), "coordi")


def test_operators_are_completed_with_names_one_may_see(log_in, client, reader):
    make_category(slug="ressources", name="Ressources")
    make_category(group=make_group(), slug="reserve", name="Réservé")
    topic(reader, "Un sujet", tags=["Vie scolaire"])
    browser = log_in(reader)
    assert 'data-text="livret @nadia.ferrand "' in offered(browser, "livret @ferr")
    assert 'data-text="#ressources "' in offered(browser, "#re")
    assert "reserve" not in offered(browser, "#re")
    assert 'data-text="tag:vie-scolaire "' in offered(browser, "tag:vie")
    assert 'data-text="est:resolu "' in offered(browser, "est:")
    assert "nadia" not in offered(client, "@nad")
    assert "non-lu" not in offered(client, "est:")


def test_suggestions_that_did_not_change_are_not_sent_again(log_in, reader):
    browser = log_in(reader)
    answer = browser.get("/recherche/suggestions?q=est:")
    again = browser.get("/recherche/suggestions?q=est:", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_program_that_asks_without_end_is_asked_to_wait(log_in, reader, clock):
    browser = log_in(reader)
    codes = [browser.get("/recherche/suggestions?q=a").status_code for _ in range(65)]
    assert codes[0] == 200
    assert codes[-1] == 429
    clock.forward(seconds=30)
    assert browser.get("/recherche/suggestions?q=a").status_code == 200


def test_recent_comes_above_old_at_equal_score_and_title_above_body(log_in, reader, clock):
    first = topic(reader, "Trame ancienne")
    clock.forward(days=2)
    second = topic(reader, "Trame récente")
    clock.forward(days=2)
    third = topic(reader, "Sans rapport")
    actions.reply(third, reader, "Ma trame.")
    for one in documents():
        index.put(one)
    text = page(log_in(reader), q="trame")
    places = [text.index(one.url) for one in (second, first, third)]
    assert places == sorted(places)
