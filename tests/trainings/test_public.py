"""What everybody reads of trainings: dates by department, places left, true at once; numbers, and no names."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest

from forum.core.clock import now, today
from forum.core.db import db
from forum.trainings.actions import admission
from forum.trainings.models import RegistrationAnswer, TrainingDocument, TrainingQuestion
from tests.makers import added, make_meeting, make_organiser, make_registration, make_session, make_training, make_user


def page(client, session) -> str:
    return client.get(session.training.url).text.replace("\u00a0", " ")


def test_dates_are_listed_by_department_the_first_one_first(client):
    training = make_training()
    for ahead, city, department in ((60, "Rodez", "12"), (30, "Toulouse", "31"), (90, "Muret", "31")):
        make_session(training, day=today() + timedelta(days=ahead), city=city, department=department)
    text = client.get(training.url).text
    places = [text.index(word) for word in ("Haute-Garonne", "Toulouse", "Muret", "Aveyron", "Rodez")]
    assert places == sorted(places)


def test_the_places_left_are_true_at_once(client, in_a_request):
    session = make_session(capacity=2)
    assert "2 places libres" in page(client, session)
    make_registration(session)
    assert "1 place libre" in page(client, session) and 'value="1"' in page(client, session)
    last = make_registration(session)
    waiting = make_registration(session, state="waitlisted", waitlist_pos=1)
    assert "1 en attente" in page(client, session) and "Rejoindre la liste" in page(client, session)
    for one in (waiting, last):
        admission.cancel(one, "withdrawn")
    db.session.commit()
    assert "1 place libre" in page(client, session)
    assert "1 place libre" in client.get("/formations").text.replace("\u00a0", " ")


def test_reserved_seats_are_not_offered(client):
    session = make_session(capacity=5, reserved=2)
    assert "3 places libres" in page(client, session)
    make_registration(session, is_reserved=True)
    assert "3 places libres" in page(client, session)


STATES = {
    "open": ({}, "Ouverte"),
    "full": ({"capacity": 1, "has_waitlist": False}, "Complet"),
    "a list": ({"capacity": 1}, "Liste d’attente"),
    "closed": ({"state": "closed"}, "Inscriptions closes"),
    "later": ({"opens_at": "tomorrow"}, "Inscriptions dès le"),
    "too late": ({"closes_at": "yesterday"}, "Inscriptions closes"),
}


@pytest.mark.parametrize("state", STATES)
def test_each_session_says_whether_it_takes_registrations(client, clock, state):
    facts, word = STATES[state]
    at = {"tomorrow": now() + timedelta(days=1), "yesterday": now() - timedelta(days=1)}
    session = make_session(**{name: at.get(value, value) for name, value in facts.items()})
    if facts.get("capacity") == 1:
        make_registration(session)
    text = page(client, session)
    assert word in text
    offered = f"{session.training.url}/inscription?session={session.id}"
    assert (offered in text) == (state in ("open", "a list"))


def test_what_is_over_is_folded_away(client):
    session = make_session(day=today() - timedelta(days=3), state="held", city="Albi")
    text = page(client, session)
    assert "1 session passée" in text and "Aucune date n’est fixée" in text


def test_numbers_and_no_names(client, log_in):
    session = make_session()
    make_registration(session, first_name="Brunehaut", needs="Une rampe", function="Cheffe des essais")
    for who in (client, log_in(make_user())):
        for url in (session.training.url, "/formations", "/reunions", f"{session.url}.ics"):
            text = who.get(url).text
            assert not any(word in text for word in ("Brunehaut", "rampe", "Cheffe des essais")), url


def test_members_see_their_own_and_those_they_made(log_in):
    session, me = make_session(city="Rodez"), make_user()
    make_registration(session, user_id=me.id, email=me.email)
    make_registration(session, registered_by_id=me.id, first_name="Lola", last_name="Castan")
    other = make_session(session.training, city="Albi", capacity=1)
    waiting = make_registration(other, state="waitlisted", waitlist_pos=1, registered_by_id=me.id, first_name="Hugo")
    text = page(log_in(me), session)
    assert "Place réservée" in text and "Vous" in text and "Lola Castan" in text
    assert "Rang 1 sur la liste d’attente" in text and waiting.display_name in text
    assert "Lola" not in page(log_in(make_user()), session)


def test_a_page_that_is_the_same_is_not_sent_again(client):
    session = make_session()
    tag = client.get(session.training.url).headers["ETag"]
    again = {"If-None-Match": tag}
    assert client.get(session.training.url, headers=again).status_code == 304
    make_registration(session)
    assert client.get(session.training.url, headers=again).status_code == 200


def test_a_visitor_gets_no_cookie_and_no_form(client):
    session = make_session()
    answer = client.get(session.training.url)
    assert "Set-Cookie" not in answer.headers and "csrf_token" not in answer.text


def test_the_date_of_a_session_is_taken_away_as_a_file(client):
    session = make_session(venue="Salle du Lac", city="Tarbes")
    answer = client.get(f"{session.url}.ics")
    assert answer.mimetype == "text/calendar"
    text = answer.text.replace("\r\n ", "")
    assert session.uid in text and "Salle du Lac\\, Tarbes" in text and "ATTENDEE" not in text
    assert f"/formations/{session.training.slug}#session-{session.id}" in text


def test_the_calendar_shows_sessions_and_may_be_narrowed_to_them(client, log_in, clock):
    clock.set(datetime(2031, 1, 5, 9, tzinfo=UTC))
    session = make_session(make_training(title="La coordination"), day=date(2031, 1, 23))
    make_session(make_training(state="draft", title="Un secret"), day=date(2031, 1, 24))
    make_session(session.training, state="draft", day=date(2031, 1, 25), city="Nulle part")
    for url in ("/reunions?mois=2031-01", "/reunions?vue=liste&annee=2031", "/reunions?vue=liste&serie=formations"):
        text = client.get(url).text
        assert "La coordination" in text and "Un secret" not in text and "Nulle part" not in text, url
    assert "La coordination" in client.get("/").text
    me = make_user()
    listed = log_in(me)
    assert "S’inscrire" in listed.get("/reunions?vue=liste").text
    session.training.state = "archived"
    assert "S’inscrire" not in listed.get("/reunions?vue=liste").text
    make_registration(session, user_id=me.id, email=me.email)
    assert "Place réservée" in listed.get("/reunions?vue=liste").text


def test_what_was_cancelled_says_so_in_calendars(client, in_a_request):
    session = make_session(city="Tarbes")
    admission.cancel_session(session, "Neige", None)
    db.session.commit()
    assert "STATUS:CANCELLED" in client.get(f"{session.url}.ics").text
    assert "Annulation" in client.get(f"/reunions?vue=liste&annee={session.day.year}").text


def test_a_document_is_read_by_whoever_reads_the_page(client, log_in):
    training, organiser = make_training(), log_in(make_organiser())
    sent = {"file": (BytesIO(b"%PDF-1.4 Programme"), "programme.pdf"), "title": "Programme détaillé"}
    assert organiser.post(f"{training.url}/documents/nouveau", data=sent).status_code == 303
    (document,) = db.session.query(TrainingDocument)
    assert "Programme détaillé" in client.get(training.url).text
    url = document.upload.url
    assert client.get(url).status_code == 200
    training.state = "draft"
    db.session.commit()
    assert client.get(url).status_code == 404
    organiser.post(f"/formations/documents/{document.id}/retrait")
    assert db.session.query(TrainingDocument).count() == 0


def test_a_document_without_a_file_is_refused(log_in):
    training = make_training()
    answer = log_in(make_organiser()).post(f"{training.url}/documents/nouveau", data={"title": "Rien"})
    assert answer.status_code == 422 and "Choisissez un fichier" in answer.text


def test_a_question_says_what_for_and_until_when(log_in):
    training, organiser = make_training(), log_in(make_organiser())
    url, later = f"{training.url}/questions", (today() + timedelta(days=90)).isoformat()
    asked = {"wording": "Quel repas ?", "purpose": "Pour commander", "kind": "choice", "purge_on": later}
    for wrong in ({"purpose": ""}, {"purge_on": ""}, {"purge_on": "2001-01-01"}, {"options": "Un seul"}):
        assert organiser.post(url, data=asked | {"options": "Un\nDeux"} | wrong).status_code == 422, wrong
    assert organiser.post(url, data=asked | {"options": "Poisson\n\nLégumes\nPoisson"}).status_code == 303
    (question,) = db.session.query(TrainingQuestion)
    assert question.choices == ["Poisson", "Légumes"]
    organiser.post(f"/formations/questions/{question.id}", data=asked | {"kind": "text", "wording": "Un régime ?"})
    db.session.refresh(question)
    assert (question.wording, question.choices) == ("Un régime ?", [])
    organiser.post(f"/formations/questions/{question.id}/retrait")
    assert "N’est plus posée" in organiser.get(url).text


def test_the_home_says_what_one_registered_for(log_in):
    me, session = make_user(), make_session(make_training(title="La coordination"), city="Rodez")
    make_registration(session, user_id=me.id, email=me.email)
    make_registration(session, state="waitlisted", waitlist_pos=3, registered_by_id=me.id, first_name="Lola")
    make_registration(make_session(day=today() - timedelta(days=2), city="Albi"), user_id=me.id, email=me.email)
    text = log_in(me).get("/").text
    assert "Mes inscriptions" in text and "Rodez" in text and "Lola" in text and "Rang 1 sur" in text
    assert "Albi" not in text
    assert "Mes inscriptions" not in log_in(make_user()).get("/").text


def test_what_is_put_aside_takes_no_registrations(client):
    session = make_session(make_training(state="archived"))
    text = page(client, session)
    assert "Inscriptions closes" in text and "inscription?session=" not in text
    assert "inscription?session=" not in client.get(f"/reunions?vue=liste&annee={session.day.year}").text


def test_answers_are_erased_on_the_day_that_was_promised_or_sooner(log_in):
    session, organiser = make_session(), log_in(make_organiser())
    promised = today() + timedelta(days=90)
    asked = {"wording": "Un repas ?", "purpose": "Pour commander", "purge_on": promised}
    question = added(TrainingQuestion(training_id=session.training_id, **asked))
    sent = {"wording": "Quel repas ?", "purpose": "Pour commander", "kind": "text"}
    url, later, sooner = (
        f"/formations/questions/{question.id}",
        promised + timedelta(days=9),
        promised - timedelta(days=9),
    )
    assert organiser.post(url, data=sent | {"purge_on": later.isoformat()}).status_code == 303  # nobody has answered
    added(RegistrationAnswer(registration_id=make_registration(session).id, question_id=question.id, value="Sans sel"))
    refused = organiser.post(url, data=sent | {"purge_on": (later + timedelta(days=1)).isoformat()})
    assert refused.status_code == 422 and "Des réponses sont déjà données" in refused.text
    assert organiser.post(url, data=sent | {"purge_on": sooner.isoformat()}).status_code == 303


def test_the_navigation_says_in_which_room_one_is(client):
    training, meeting = make_session().training, make_meeting()
    pages = {"/formations": {("formations", "page")}, training.url: {("formations", "true")}}
    pages |= {"/reunions": {("reunions", "page")}, meeting.url: {("reunions", "true")}}
    for path, said in pages.items():
        assert set(re.findall(r'href="/(\w+)" aria-current="(\w+)"', client.get(path).text)) == said, path
