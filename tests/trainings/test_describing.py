"""A training is described once; its page says what is still to be confirmed; nothing anybody wrote is lost."""

import pytest

from forum.core.db import db
from forum.trainings.actions import describing as actions
from forum.trainings.models import Training
from tests.makers import make_organiser, make_training, make_user
from tests.trainings.pages import description


@pytest.fixture
def organiser(log_in):
    return log_in(make_organiser())


def the_training() -> Training:
    return db.session.query(Training).order_by(Training.id.desc()).first()


def test_a_description_is_a_draft_that_nobody_else_sees(organiser, client, log_in):
    response = organiser.post("/formations/nouvelle", data=description(title="La coordination, pierre angulaire"))
    assert response.status_code == 303
    url = "/formations/la-coordination-pierre-angulaire"
    assert response.location == url
    assert "Brouillon" in organiser.get(url).text
    assert [who.get(url).status_code for who in (client, log_in(make_user()))] == [404, 404]
    assert "pierre angulaire" not in client.get("/formations").text
    assert "pierre angulaire" in organiser.get("/formations").text


def test_members_describe_nothing(log_in, client):
    training, member = make_training(), log_in(make_user())
    doors = ("modifier", "publication", "archivage", "sessions/nouvelles", "documents/nouveau", "questions")
    for url in ("/formations/nouvelle", *(f"{training.url}/{door}" for door in doors)):
        assert member.post(url, data=description()).status_code == 403, url
    assert db.session.query(Training).count() == 1


def test_an_empty_mention_reads_to_be_confirmed(organiser, client):
    organiser.post("/formations/nouvelle", data=description(price="", trainers=""))
    training = the_training()
    organiser.post(f"{training.url}/publication")
    page = client.get(training.url).text
    assert page.count("À confirmer") == 2
    assert "Ce qu’il faut dire : methods." in page


def test_publishing_warns_which_mandatory_mentions_are_empty(organiser, client):
    organiser.post("/formations/nouvelle", data=description(price="", evaluation="", follow_up="", provider=""))
    training = the_training()
    asked = organiser.get(f"{training.url}/publication").text
    assert [label in asked for label in ("Tarif", "Évaluation", "Organisme de formation", "Suites")] == [True] * 3 + [
        False
    ]
    assert client.get(training.url).status_code == 404
    assert organiser.post(f"{training.url}/publication").status_code == 303
    assert client.get(training.url).status_code == 200
    assert "3 mentions obligatoires" in organiser.get(training.url).text
    assert "mentions obligatoires" not in client.get(training.url).text


def test_a_whole_description_has_nothing_missing(organiser):
    organiser.post("/formations/nouvelle", data=description())
    assert "Toutes les mentions obligatoires sont remplies." in organiser.get(the_training().url).text


@pytest.mark.parametrize(
    ("typed", "minutes"), [("7 h", 420), ("3 h 30", 210), ("3h30", 210), ("14 heures", 840), ("45 min", 45)]
)
def test_a_duration_is_read_as_people_write_it(organiser, typed, minutes):
    organiser.post("/formations/nouvelle", data=description(minutes=typed))
    assert the_training().minutes == minutes


@pytest.mark.parametrize("typed", ["", "0", "longtemps", "7 h 00 h", "999 h", "-7 h"])
def test_what_is_no_duration_is_refused_at_its_field(organiser, typed):
    response = organiser.post("/formations/nouvelle", data=description(minutes=typed))
    assert response.status_code == 422
    assert "Écrivez une durée comme" in response.text
    assert "Ce qu’il faut dire : methods." in response.text
    assert db.session.query(Training).count() == 0


def test_two_actions_may_have_one_title(organiser):
    for _turn in range(2):
        organiser.post("/formations/nouvelle", data=description(title="Nouvelle"))
    assert [one.slug for one in db.session.query(Training).order_by(Training.id)] == ["nouvelle-2", "nouvelle-3"]


def test_of_two_who_write_at_once_the_second_sees_both_texts(organiser, log_in):
    organiser.post("/formations/nouvelle", data=description())
    url = f"{the_training().url}/modifier"
    first = organiser.post(url, data=description(price="Gratuit.", version="1"))
    second = log_in(make_organiser()).post(url, data=description(price="Cent euros.", version="1"))
    assert (first.status_code, second.status_code) == (303, 409)
    assert "Gratuit." in second.text and "Cent euros." in second.text
    assert the_training().texts["price"] == "Gratuit."
    assert organiser.post(url, data=description(price="Cent euros.", version="2")).status_code == 303
    assert the_training().texts["price"] == "Cent euros."


def test_the_page_is_dated_by_what_it_says(clock, log_in):
    training, chief = make_training(), make_organiser()
    first, url = training.revised_at, f"{training.url}/modifier"
    log_in(chief).post(url, data=description(version="1"))
    assert the_training().revised_at == first
    clock.forward(days=30)
    same = description(version="2")
    log_in(chief).post(url, data=same)
    assert the_training().revised_at == first
    log_in(chief).post(url, data=same | {"price": "Gratuit.", "version": "3"})
    assert (the_training().revised_at - first).days == 30


def test_what_is_put_aside_leaves_the_list_and_keeps_its_page(organiser, client):
    training = make_training(title="Une ancienne formation")
    assert "Une ancienne formation" in client.get("/formations").text
    organiser.post(f"{training.url}/archivage")
    assert "Une ancienne formation" not in client.get("/formations").text
    assert "n’est plus proposée" in client.get(training.url).text
    organiser.post(f"{training.url}/publication")
    assert "Une ancienne formation" in client.get("/formations").text


def test_no_training_takes_the_address_of_another_page(app):
    """« /formations/conservation » is a page of the support team."""
    rules = [rule.rule.split("/") for rule in app.url_map.iter_rules() if rule.rule.startswith("/formations/")]
    words = {parts[2].partition(".")[0] for parts in rules if not parts[2].startswith("<")}
    assert words <= actions.TAKEN
