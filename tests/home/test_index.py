"""The home: what a member finds since last time, what a visitor learns, what someone who waits is told."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from forum.core.clock import now
from tests.makers import make_administrator, make_category, make_group, make_organiser, make_post, make_topic, make_user


def text_of(response) -> str:
    """The words of the page, on one line."""
    return " ".join(response.text.replace("\u00a0", " ").split())


@pytest.fixture
def member(db):
    return make_user(first_name="Nadia", previous_visit_at=now() - timedelta(days=8), last_seen_at=now())


@pytest.fixture
def requests(db):
    return make_category(name="Sollicitations", kind="request", button="Nouvelle demande")


def test_a_member_is_greeted_and_told_what_is_new(log_in, member, requests):
    topic = make_topic(category=requests, created_at=now() - timedelta(days=2))
    make_post(topic, created_at=now() - timedelta(days=1))
    make_topic(category=requests, created_at=now() - timedelta(days=20))
    page = text_of(log_in(member).get("/"))
    assert "Bonjour Nadia" in page
    assert "1 sujet et 1 réponse" in page
    assert "1 sujet nouveau ou mis à jour" in page


def test_what_one_wrote_oneself_is_no_news(log_in, member, requests):
    make_post(make_topic(category=requests, author=member), author=member)
    assert "Rien de nouveau" in text_of(log_in(member).get("/"))


def test_requests_nobody_has_answered_come_newest_first_with_a_button(log_in, member, requests):
    for days, title, state in (
        (9, "La plus ancienne", "open"),
        (3, "La plus récente", "open"),
        (1, "Déjà répondue", "in_progress"),
    ):
        make_topic(category=requests, title=title, state=state, created_at=now() - timedelta(days=days))
    page = log_in(member).get("/").text
    waiting = page.partition('id="t-att"')[2].partition('id="t-rec"')[0]
    assert waiting.index("La plus récente") < waiting.index("La plus ancienne")
    assert "Déjà répondue" not in waiting
    assert waiting.count("#repondre") == 2


def test_nobody_is_asked_to_answer_themselves(log_in, member, requests):
    make_topic(category=requests, author=member, state="open")
    assert "#repondre" not in log_in(member).get("/").text


def test_all_requests_are_offered_when_there_are_more(log_in, member, requests):
    for _n in range(6):
        make_topic(category=requests, state="open")
    page = log_in(member).get("/").text
    assert "Toutes les demandes (6)" in page and f"/c/{requests.slug}?etat=ouvertes" in page


def test_nothing_of_a_private_category_shows(log_in, member, requests):
    private = make_category(group=make_group(make_user()), open_to=None, kind="request", name="Canari privé")
    make_post(make_topic(category=private, title="Canari secret", state="open"))
    page = text_of(log_in(member).get("/"))
    assert "Canari" not in page and "Rien de nouveau" in page


def test_not_even_an_administrator_sees_it(log_in, db):
    private = make_category(group=make_group(make_user()), open_to=None, kind="request")
    make_topic(category=private, title="Canari secret", state="open")
    assert "Canari" not in log_in(make_administrator()).get("/").text


def test_deleted_topics_are_gone(log_in, member, requests):
    make_topic(category=requests, title="Canari effacé", state="open", deleted_at=now())
    assert "Canari" not in log_in(member).get("/").text


def test_one_writes_at_once_where_there_is_one_place_and_chooses_among_several(log_in, member, requests):
    assert f'class="btn primary" href="/c/{requests.slug}/nouveau"' in log_in(member).get("/").text
    make_category()
    assert 'class="btn primary" href="/nouveau-sujet"' in log_in(member).get("/").text


def test_an_empty_space_says_what_to_do(log_in, member, requests):
    page = text_of(log_in(member).get("/"))
    assert "Personne n’a encore écrit" in page and "Choisir une catégorie" in page


def test_a_member_without_any_category_is_told_whom_to_ask(log_in, member):
    page = text_of(log_in(member).get("/"))
    assert "Aucun sujet ne vous est ouvert" in page and "Nouveau sujet" not in page


def test_the_first_visit_is_a_welcome(log_in, requests):
    assert "Bienvenue" in text_of(log_in(make_user()).get("/"))


def test_the_support_team_sees_who_waits(log_in, requests):
    make_user(state="pending")
    assert "1 inscription" in text_of(log_in(make_organiser()).get("/"))
    assert "inscription" not in text_of(log_in(make_user()).get("/"))


def test_a_visitor_learns_what_this_is_and_how_to_come_in(client, requests):
    make_topic(category=requests, title="Canari interne")
    answer = client.get("/")
    assert answer.status_code == 200
    assert 'href="/inscription"' in answer.text and 'href="/connexion"' in answer.text
    assert "Canari" not in answer.text
    assert "<form" not in answer.text.partition("<main")[2].partition("</main")[0]
    assert "Set-Cookie" not in answer.headers


def test_someone_who_waits_is_told_what_comes_next(log_in, requests):
    make_topic(category=requests, title="Canari interne")
    page = log_in(make_user(first_name="Élodie", state="pending", admitted_at=None)).get("/").text
    assert "Bonjour Élodie" in page and 'href="/attente"' in page
    assert "Canari" not in page and 'href="/inscription"' not in page


@pytest.mark.parametrize("count", [2, 12])
def test_the_queries_do_not_grow_with_the_topics(log_in, db, member, requests, count):
    for _n in range(count):
        make_post(make_topic(category=requests, state="open", created_at=now() - timedelta(days=1)))
    client, seen = log_in(member), []
    client.get("/")  # what is the same for all is asked for once, and kept
    listener = lambda *arguments: seen.append(arguments[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listener)
    client.get("/")
    event.remove(db.engine, "before_cursor_execute", listener)
    assert len(seen) <= 9, seen
