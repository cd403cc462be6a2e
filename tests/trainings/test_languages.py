"""Whoever is registered is written to in their language; it is not that of who registers them."""

from forum.trainings.models import Registration
from tests.makers import make_organiser, make_session, make_user

LINE = {"line": "1", "p1-first_name": "Ana", "p1-last_name": "Vidal", "p1-email": "ana@essais.example"}
LINE |= {"p1-function": "Directrice", "establishment": "D-ITEP Les Trois Ponts (Aude)"}
PERSON = {name.removeprefix("p1-"): value for name, value in LINE.items() if name != "line"}


def locale_of_ana() -> str:
    return Registration.query.filter_by(email="ana@essais.example").one().locale


def test_a_colleague_without_an_account_is_written_to_in_the_language_of_the_site(log_in, db):
    session = make_session()
    member = log_in(make_user(locale="en"))
    member.post(f"{session.training.url}/inscription", data=LINE | {"session": session.id})
    assert locale_of_ana() == ""


def test_so_is_whoever_telephones(log_in, db):
    session = make_session()
    log_in(make_organiser(locale="en")).post(f"/formations/sessions/{session.id}/inscrits/nouveau", data=PERSON)
    assert locale_of_ana() == ""


def test_a_visitor_is_in_the_language_they_read(client, db):
    session = make_session()
    client.set_cookie("langue", "en")
    client.post(f"{session.training.url}/inscription", data=PERSON | {"session": session.id})
    assert locale_of_ana() == "en"
