"""A request from its template to its answer, or to whoever else answers it: topic, list and search tell of it."""

import pytest

from forum.audit.models import AuditEntry
from forum.topics.models import Post, Topic
from tests.makers import make_category, make_organiser, make_user

TEMPLATE = "De quoi avez-vous besoin ?\n\nPour quel usage ?\n\nPour quand ?"


@pytest.fixture
def place(app):
    return make_category(kind="request", template=TEMPLATE, name="Ressources")


@pytest.fixture
def asker(log_in, place):
    """Who asks, from the template; three colleagues answer."""
    asker = log_in(make_user())
    assert TEMPLATE in asker.get(f"/c/{place.slug}/nouveau").text.replace("&#39;", "’").replace("\r", "")
    form = {"title": "Cherche livret d’accueil", "body": TEMPLATE + "\n\nUn ocarina."}
    asker.post(f"/c/{place.slug}/nouveau", data=form)
    for text in ("Le nôtre", "Le voici", "Bon courage"):
        log_in(make_user()).post(f"/t/{Topic.query.one().id}/messages", data={"body": text})
    return asker


def says(client, place, words: str) -> list[bool]:
    """Do the topic, the list and the search say so?"""
    pages = [Topic.query.one().url, f"/c/{place.slug}", "/recherche?q=ocarina"]
    texts = [client.get(path).text.replace("\u00a0", " ").replace("Résolues", "") for path in pages]  # a filter
    return [words in text for text in texts]


def test_a_request_is_solved_by_one_of_three_answers(db, asker, place):
    assert Topic.query.one().state == "in_progress"
    answer = Post.query.filter_by(number=3).one()
    assert says(asker, place, "Résolu") == [False, False, False]
    asker.post(f"/messages/{answer.id}/reponse-retenue")
    assert says(asker, place, "Résolu") == [True, True, True]
    assert "Cherche livret" in asker.get(f"/c/{place.slug}?etat=resolues").text
    assert "Cherche livret" in asker.get("/recherche?q=ocarina est:resolu").text


def test_another_one_is_routed_outside_with_a_reason(db, log_in, asker, place):
    organiser, topic = make_organiser(), Topic.query.one()
    form = {"state": "routed", "routed_to": "mission DT ARS", "reason": "Elle seule décide des agréments."}
    assert log_in(organiser).post(f"/t/{topic.id}/etat", data=form).status_code == 303
    assert says(asker, place, "Orientée : mission DT ARS")[:2] == [True, True]
    page = asker.get(topic.url).text
    assert page.count("Elle seule décide des agréments.") == 2, "below the request, and in the notice"
    entry = AuditEntry.query.filter_by(verb="TopicStateChanged").one()
    assert (entry.actor_id, entry.before, entry.after) == (organiser.id, {"state": "in_progress"}, {"state": "routed"})
