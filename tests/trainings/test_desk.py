"""The desk of a session: who is registered, whoever telephones, a mail to everybody."""

import re

import pytest

from forum.core import jobs
from forum.core.mail import OutboxMail
from forum.trainings.actions import admission
from forum.trainings.models import Registration
from tests.makers import make_organiser, make_registration, make_session, make_user
from tests.trainings.letters import kinds, last, letters
from tests.trainings.people import enter

CALLER = {"first_name": "Ana", "last_name": "Vidal", "email": "ana@essais.example", "function": "Directrice"}
CALLER |= {"establishment": "Les Genêts (Gard)"}


@pytest.fixture
def session(training):
    return make_session(training, city="Tarbes", capacity=2)


@pytest.fixture
def organiser(app, log_in):
    return log_in(make_organiser(first_name="Mireille", last_name="Castan"))


def standing(one: Registration) -> str:
    return Registration.query.filter_by(id=one.id).one().standing


def test_organisers_see_everybody_by_where_they_stand(app, organiser, session):
    with app.test_request_context():
        ones = [enter(session, last_name=name, needs="Sans marche") for name in ("Arnal", "Bruel", "Costes", "Delpech")]
        admission.cancel(ones[3], "withdrawn")
    page = organiser.get(session.url).text
    assert "2 places prises sur 2" in page
    assert page.index("Sacha Arnal") < page.index("Sacha Bruel") < page.index("Liste d’attente</h2>")
    assert page.index("Sacha Costes") < page.index("Inscriptions terminées (1)") < page.index("Sacha Delpech")
    assert "Sans marche" in page
    assert "annulée par la personne" in page


def test_others_are_led_to_the_page_of_the_training(client, log_in, session):
    one = make_registration(session)
    for reader in (client, log_in(make_user())):
        assert reader.get(session.url).location == f"/formations/{session.training.slug}#session-{session.id}"
    member = log_in(make_user())
    for path in ("/inscrits/nouveau", f"/inscrits/{one.id}", f"/inscrits/{one.id}/session", "/courriel"):
        assert member.get(session.url + path).status_code == 403
        assert member.post(session.url + path, data={"act": "annuler"}).status_code == 403
    assert standing(one) == "confirmed"


def test_a_registrant_of_another_session_is_not_here(organiser, session):
    one = make_registration()
    assert organiser.get(f"{session.url}/inscrits/{one.id}").status_code == 404


def test_somebody_who_telephones_is_registered_also_when_registrations_are_closed(organiser, session):
    admission.close_session(session, make_organiser())
    answer = organiser.post(f"{session.url}/inscrits/nouveau", data=CALLER)
    assert answer.location == session.url
    assert "Ana Vidal\xa0: Inscription confirmée." in organiser.get(session.url).text
    assert kinds("ana@essais.example") == ["confirmed"]
    assert "Mireille Castan vous a inscrit·e" in last("ana@essais.example").text


def test_on_a_reserved_seat_when_the_others_are_taken(organiser, training):
    session = make_session(training, capacity=2, reserved=1)
    make_registration(session)
    organiser.post(f"{session.url}/inscrits/nouveau", data=CALLER | {"on_reserved": "y"})
    one = Registration.query.filter_by(email="ana@essais.example").one()
    assert (one.state, one.is_reserved) == ("confirmed", True)


def test_a_caller_who_is_registered_already_is_said_to_be(organiser, session):
    for _ in range(2):
        organiser.post(f"{session.url}/inscrits/nouveau", data=CALLER)
    assert "a déjà une inscription" in organiser.get(session.url).text
    missing = organiser.post(f"{session.url}/inscrits/nouveau", data=CALLER | {"email": ""})
    assert missing.status_code == 422
    assert 'value="Vidal"' in missing.text


def test_a_request_is_granted_or_turned_down_with_a_word(app, organiser, training):
    session = make_session(training, needs_approval=True)
    with app.test_request_context():
        one, other = enter(session, email="ana@essais.example"), enter(session, email="leo@essais.example")
    assert "En attente de votre accord" in organiser.get(session.url).text
    organiser.post(f"{session.url}/inscrits/{one.id}", data={"act": "accorder"})
    word = {"act": "refuser", "note": "Réservé aux encadrants."}
    organiser.post(f"{session.url}/inscrits/{other.id}", data=word)
    assert (standing(one), standing(other)) == ("confirmed", "cancelled")
    assert "Réservé aux encadrants." in last("leo@essais.example").text
    again = organiser.post(f"{session.url}/inscrits/{one.id}", data={"act": "refuser"})
    assert again.status_code == 303
    assert "a changé entre-temps" in organiser.get(session.url).text
    assert standing(one) == "confirmed"


def test_someone_is_moved_in_one_step_and_told(app, organiser, session):
    other = make_session(session.training, city="Rodez", state="closed")
    with app.test_request_context():
        one = enter(session, email="ana@essais.example")
    organiser.post(f"{session.url}/inscrits/{one.id}/session", data={"session": other.id})
    assert Registration.query.filter_by(moved_from_id=one.id).one().session_id == other.id
    assert kinds("ana@essais.example") == ["confirmed", "cancelled", "confirmed"]


def test_someone_is_cancelled_with_a_word_and_the_next_one_moves_up(app, organiser, session):
    with app.test_request_context():
        ones = [enter(session) for _ in range(3)]
    organiser.post(f"{session.url}/inscrits/{ones[0].id}", data={"act": "annuler", "note": "Suite à votre appel."})
    assert "Suite à votre appel." in last(ones[0].email).text
    assert standing(ones[2]) == "confirmed"
    history = organiser.get(f"{session.url}/inscrits/{ones[2].id}").text
    assert re.findall(r"<li><b>([^<]+)</b>", history) == ["Liste d’attente", "Confirmée"]


def test_all_registrants_are_written_to_once_each(app, organiser, session):
    with app.test_request_context():
        ones = [enter(session) for _ in range(3)]
    letter = {"whom": "confirmed", "subject": "Le parking", "body": "Entrez par la rue basse.\n\nÀ jeudi.", "key": "k"}
    for _ in range(2):  # an impatient second click
        organiser.post(f"{session.url}/courriel", data=letter)
    sent = letters(kind="mailing")
    assert sorted(mail.recipient for mail in sent) == sorted(one.email for one in ones[:2])
    assert "Entrez par la rue basse.\n\nÀ jeudi." in sent[0].text
    assert "Mireille Castan, pour l’équipe d’appui" in sent[0].text
    empty = organiser.post(f"{session.url}/courriel", data=letter | {"body": " "})
    assert empty.status_code == 422
    assert "Le parking" in empty.text


def test_nobody_to_write_to_is_said(organiser, session):
    letter = {"whom": "waitlisted", "subject": "Le parking", "body": "Entrez par la rue basse."}
    assert organiser.post(f"{session.url}/courriel", data=letter).status_code == 422


def test_an_address_that_bounces_is_shown_at_the_registrant(app, organiser, session, smtp):
    from forum.core.mail import transports

    app.config["SMTP_URL"] = smtp.url
    app.extensions["mail_transport"] = transports.make(app)
    smtp.unknown.add("ana@essais.example")
    with app.test_request_context():
        ana, leo = enter(session, email="ana@essais.example"), enter(session, email="leo@essais.example")
    organiser.get(session.url)  # what was prepared is there
    jobs.run("core.deliver_mail", *[mail.id for mail in OutboxMail.query])
    assert {mail.recipient: mail.state for mail in OutboxMail.query} == {ana.email: "failed", leo.email: "sent"}
    page = organiser.get(session.url).text
    assert "Une adresse ne reçoit pas nos courriels" in page
    assert page.count("Cette adresse ne reçoit pas nos courriels") == 1
    assert "550" in organiser.get(f"{session.url}/inscrits/{ana.id}").text


def test_who_has_not_confirmed_the_address_is_not_written_to(app, organiser, training):
    session = make_session(training, capacity=1)
    with app.test_request_context():
        seated = enter(session, source="visitor")
        waiting, known = enter(session, source="visitor"), enter(session)
    assert organiser.get(session.url).text.count("À confirmer par courriel") == 2
    sent = {"whom": "everybody", "subject": "Le repas", "body": "Il est sur place."}
    organiser.post(f"{session.url}/courriel", data=sent)
    assert kinds(known.email)[-1] == "mailing"
    assert kinds(seated.email) == kinds(waiting.email) == ["confirm"]
