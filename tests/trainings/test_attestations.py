"""The attestation: what its person followed and for what, under the number of the certificate."""

import pytest

from forum.core.clock import today
from forum.core.db import db
from forum.trainings import links
from forum.trainings.actions import attendance, certificates
from forum.trainings.models import Certificate
from tests.makers import make_organiser, make_registration, make_session, make_training, make_user
from tests.pdfs import read_pdf, tags, words
from tests.trainings.letters import last

PROVIDER = {"provider": "Organisme des Essais", "provider_signatory": "Anne Martin, directrice"}
LETTERHEAD = {"provider_address": "1 rue des Essais\n09000 Foix", "provider_number": "00", "provider_siret": "000"}
LONG = "Dire en une ligne et demie, comme on le fait souvent, ce que l’on saura faire en revenant de cette journée-là"
LINES = ["Nommer les rôles", "Écrire un plan d’action", LONG, LONG, LONG]
AIMS = {"objectives": "\n".join(f"- {line}" for line in LINES)}  # as many as a page commonly says
WHO = {"first_name": "Anaïs", "last_name": "Combettes", "function": "Cheffe de service", "establishment_name": "Le Mas"}
WHERE = {"venue": "Salle du Lac", "city": "Foix", "trainer": "Louis Vernet"}
pytestmark = pytest.mark.usefixtures("clock")  # at ten: the day has begun


@pytest.fixture
def training(db):
    return make_training(title="Coordonner", nature="Action de formation", texts=AIMS, **PROVIDER, **LETTERHEAD)


def certified(training, **facts) -> Certificate:
    """That of someone who signed the morning of today."""
    session = make_session(training, day=today(), **WHERE)
    row = make_registration(session, **WHO | facts)
    attendance.sign(session.slots[0], row, make_organiser())
    attendance.close_day(session, make_organiser())
    return certificates.issue(row, make_organiser())


def text_of(answer) -> str:
    return words(read_pdf(answer)).replace("\xa0", " ").replace("\u202f", " ")


def test_it_says_who_followed_what_when_and_for_what(log_in, training):
    one = certified(training)
    answer = log_in(make_organiser(locale="en")).get(f"/formations/certificats/{one.id}/attestation.pdf")
    text = text_of(answer)  # in French, whoever reads it
    for said in (
        "Attestation de fin de formation", one.number, "Anaïs Combettes, Cheffe de service", "Le Mas", "Coordonner",
        "Action de formation", "Nommer les rôles", "Écrire un plan d’action", "Salle du Lac", "Louis Vernet", "3 h 30",
        "9 h", "12 h 30", "Organisme des Essais", "Anne Martin, directrice",
    ):  # fmt: skip
        assert said in text
    assert "17 h" not in text  # the afternoon was not signed
    assert one.code in text.replace(" ", "") and one.digest in text.replace(" ", "")
    reader = read_pdf(answer)
    assert len(reader.pages) == 1
    assert {"/H1", "/L", "/LI", "/Table", "/TH"} <= tags(reader)
    assert f"attestation-{one.number}.pdf" in answer.headers["Content-Disposition"]


def test_its_objectives_are_those_of_the_day_it_was_issued(log_in, training):
    first = certified(training)
    training.texts = {"objectives": "- Tout autre chose"}
    db.session.flush()
    row, by = first.registration, make_organiser()
    assert certificates.issue(row, by) is first
    row.last_name = "Combette"
    db.session.flush()
    second = certificates.issue(row, by)
    for one in (first, second):
        text = text_of(log_in(by).get(f"/formations/certificats/{one.id}/attestation.pdf"))
        assert "Nommer les rôles" in text and "Tout autre chose" not in text


def test_a_certificate_from_before_objectives_were_kept_stays_whole_and_prints_none(log_in, client, training):
    one = certified(training)
    one.facts = {name: value for name, value in one.facts.items() if name != "objectives"}
    one.digest = certificates.digest_of(one.number, one.facts)
    db.session.flush()
    assert "Ce certificat a bien été délivré." in client.get(f"/formations/attestation/{one.code}").text
    text = text_of(log_in(make_organiser()).get(f"/formations/certificats/{one.id}/attestation.pdf"))
    assert "Anaïs Combettes" in text and "Objectifs" not in text
    assert certificates.issue(one.registration, make_organiser()).facts["objectives"] == AIMS["objectives"]


def test_objectives_that_nobody_wrote_are_asked_for_and_complete_the_attestation(log_in, training):
    training.texts = {}
    db.session.flush()
    one, desk = certified(training), log_in(make_organiser())
    assert "objectives" not in one.facts
    page = f"/formations/sessions/{one.registration.session_id}/certificats"
    assert "ne dit pas encore ses objectifs" in desk.get(page).text
    training.texts = AIMS
    db.session.flush()
    assert "ne dit pas encore ses objectifs" not in desk.get(page).text
    desk.post(page)
    current = db.session.query(Certificate).filter_by(superseded_by_id=None).one()
    assert current.facts["objectives"] == AIMS["objectives"]


def test_the_page_that_verifies_names_both_documents(client, training):
    page = client.get(f"/formations/attestation/{certified(training).code}").text
    assert "le certificat de réalisation et l’attestation de fin de formation" in page
    assert "<li>Nommer les rôles</li>" in page


def test_its_person_and_the_support_team_read_it_and_nobody_else(log_in, client, training):
    person = make_user()
    one = certified(training, user_id=person.id)
    where = f"/formations/certificats/{one.id}/attestation.pdf"
    for reader in (person, make_organiser()):
        assert log_in(reader).get(where).status_code == 200
    assert log_in(make_user()).get(where).status_code == 404
    assert client.get(where).status_code in (302, 303)
    assert where in log_in(person).get("/mes-inscriptions").text
    listed = log_in(make_organiser()).get(f"/formations/sessions/{one.registration.session_id}/certificats")
    assert where in listed.text


def test_whoever_has_no_account_downloads_it_by_their_link(client, training):
    row = certified(training).registration
    page = f"/formations/inscription/{links.token_of(row)}"
    assert f'href="{page}/attestation.pdf"' in client.get(page).text
    answer = client.get(f"{page}/attestation.pdf")
    assert "Attestation de fin de formation" in text_of(answer) and "no-store" in answer.headers["Cache-Control"]
    assert "attestation de fin de formation" in last(row.email).text.replace("\n", " ")
    row.email = "ailleurs@essais.example"
    db.session.flush()
    assert client.get(f"{page}/attestation.pdf").status_code == 410
