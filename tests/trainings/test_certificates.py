"""What is certified is what was signed, in the provider's name, under a number that is given once."""

import pytest

from forum.core.clock import today
from forum.core.db import db
from forum.trainings import links
from forum.trainings.actions import attendance, certificates
from forum.trainings.models import Certificate
from tests.makers import make_organiser, make_registration, make_session, make_training, make_user
from tests.pdfs import read_pdf, tags, words

PROVIDER = {"provider": "Organisme des Essais", "provider_signatory": "Anne Martin, directrice"}
pytestmark = pytest.mark.usefixtures("clock")  # at ten: the day has begun


@pytest.fixture
def session(db):
    return make_session(make_training(title="Coordonner", **PROVIDER), day=today())


def attended(session, *slots, **facts):
    """Someone who signed these half-days, on a day that is over."""
    row = make_registration(session, **facts)
    for slot in slots or session.slots:
        attendance.sign(slot, row, make_organiser())
    if session.state == "open":
        attendance.close_day(session, make_organiser())
    return row


def test_the_hours_are_those_of_the_signed_half_days(session):
    assert certificates.issue(attended(session, session.slots[0]), make_organiser()).minutes == 210
    assert certificates.issue(attended(session), make_organiser()).minutes == 420


def test_nothing_signed_is_nothing_certified(session):
    attended(session)
    absent = make_registration(session)
    with pytest.raises(certificates.NothingCertified):
        certificates.issue(absent, make_organiser())
    assert not Certificate.query.count()


def test_no_certificate_without_a_provider_to_give_it(log_in, db):
    session = make_session(make_training(provider="Organisme des Essais"), day=today())
    row = attended(session)
    desk = log_in(make_organiser())
    answer = desk.post(f"/formations/sessions/{session.id}/certificats")
    assert "Indiquez d’abord l’organisme de formation" in desk.get(answer.location).text
    assert not Certificate.query.filter_by(registration_id=row.id).count()


def test_issuing_twice_gives_one_number_and_a_correction_supersedes(session):
    row, by = attended(session, last_name="Combete"), make_organiser()
    first = certificates.issue(row, by)
    assert certificates.issue(row, by) is first
    row.last_name = "Combettes"
    db.session.flush()
    second = certificates.issue(row, by)
    assert second.number != first.number and first.superseded_by_id == second.id
    assert first.facts["participant"].endswith("Combete")  # what was issued does not change
    assert certificates.current_of(row) is second


def test_numbers_follow_one_another_within_the_year(session):
    numbers = [certificates.issue(attended(session), make_organiser()).number for _ in range(3)]
    assert numbers == [f"{today().year}-000{n}" for n in (1, 2, 3)]


def test_the_document_is_tagged_and_says_what_is_certified(log_in, session):
    attended(session, first_name="Anaïs", last_name="Combettes", function="Cheffe de service")
    desk = log_in(make_organiser(locale="en"))  # it is issued in French
    desk.post(f"/formations/sessions/{session.id}/certificats")
    one = Certificate.query.one()
    reader = read_pdf(desk.get(f"/formations/certificats/{one.id}.pdf"))
    text = words(reader)
    for said in ("Anaïs Combettes", "Cheffe de service", "Coordonner", "7 h", one.number, "Organisme des Essais"):
        assert said in text.replace("\xa0", " ")
    assert "Certificat de réalisation" in text
    assert one.code in text.replace(" ", "") and "Anne Martin, directrice" in text
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] and {"/H1", "/Table", "/TH"} <= tags(reader)


def test_anyone_with_the_paper_verifies_it(client, session):
    row, by = attended(session, first_name="Anaïs", last_name="Combettes"), make_organiser()
    first = certificates.issue(row, by)
    page = client.get(f"/formations/attestation/{first.code}").text
    assert "Ce certificat a bien été délivré." in page and "Anaïs Combettes" in page
    row.function = "Directrice"
    db.session.flush()
    second = certificates.issue(row, by)
    assert f"Celui qui vaut porte le n° {second.number}." in client.get(f"/formations/attestation/{first.code}").text
    row.last_name = "Combette"
    db.session.flush()
    third = certificates.issue(row, by)
    for older in (first, second):
        assert f"Celui qui vaut porte le n° {third.number}." in client.get(f"/formations/attestation/{older.code}").text
    assert client.get("/formations/attestation/inconnu").status_code == 404


def test_a_certificate_whose_signatures_were_taken_back_says_so(client, session):
    row, by = attended(session), make_organiser()
    one = certificates.issue(row, by)
    for slot in session.slots:
        attendance.unsign(slot, row, by)
    page = client.get(f"/formations/attestation/{one.code}").text
    assert "Ce certificat ne vaut plus." in page and "a bien été délivré" not in page


def test_a_row_that_was_tampered_with_is_not_confirmed(client, session):
    one = certificates.issue(attended(session), make_organiser())
    one.facts = one.facts | {"minutes": 4200}
    db.session.flush()
    assert "ne peut pas être confirmé" in client.get(f"/formations/attestation/{one.code}").text


def test_whoever_registered_without_an_account_downloads_it_by_their_link(client, session):
    row = attended(session)
    page = f"/formations/inscription/{links.token_of(row)}"
    assert client.get(f"{page}/certificat.pdf").status_code == 410  # not issued yet
    assert "Le certificat n’est pas encore établi." in client.get(page).text
    certificates.issue(row, make_organiser())
    assert f'href="{page}/certificat.pdf"' in client.get(page).text
    answer = client.get(f"{page}/certificat.pdf")
    assert answer.mimetype == "application/pdf" and "no-store" in answer.headers["Cache-Control"]
    row.email = "ailleurs@essais.example"
    db.session.flush()
    assert client.get(f"{page}/certificat.pdf").status_code == 410  # it dies with the link


def test_my_registrations_lead_to_my_certificate_and_no_colleagues(log_in, session):
    person = make_user()
    one = certificates.issue(attended(session, user_id=person.id), make_organiser())
    theirs = certificates.issue(attended(session, registered_by_id=person.id), make_organiser())
    page = log_in(person).get("/mes-inscriptions").text
    assert f"/formations/certificats/{one.id}.pdf" in page
    assert f"/formations/certificats/{theirs.id}.pdf" not in page


def test_a_certificate_is_read_by_its_person_and_the_support_team(log_in, client, session):
    person = make_user()
    one = certificates.issue(attended(session, user_id=person.id), make_organiser())
    where = f"/formations/certificats/{one.id}.pdf"
    assert log_in(person).get(where).status_code == 200
    assert log_in(make_user()).get(where).status_code == 404
    assert client.get(where).status_code in (302, 303)
