"""The day: each half-day is signed once, whoever scans or taps; what paper adds, no phone loses."""

from datetime import timedelta

import pytest

from forum.core.clock import frozen, today
from forum.core.db import db
from forum.trainings.actions import attendance as actions
from forum.trainings.models import Registration, Signature
from tests.makers import make_organiser, make_registration, make_session, make_training, make_user
from tests.pdfs import read_pdf, tags

pytestmark = pytest.mark.usefixtures("clock")  # at ten: the day has begun


@pytest.fixture
def session(db):
    return make_session(make_training(provider="Organisme des Essais", title="Coordonner"), day=today())


@pytest.fixture
def desk(log_in):
    return log_in(make_organiser())


def state_of(row) -> str:
    db.session.expire_all()
    return db.session.get_one(Registration, row.id).state


def told(client, answer) -> str:
    """The page that the answer leads to."""
    return client.get(answer.location).text


def post_tap(client, row, slot, seen="present"):
    where = f"/formations/sessions/{row.session_id}/pointage/{row.id}"
    return client.post(where, data={"slot": slot.id, "seen": seen})


def test_a_tap_signs_the_half_day_and_a_second_one_takes_it_back(desk, session):
    row, (morning, _afternoon) = make_registration(session), session.slots
    assert post_tap(desk, row, morning).status_code == 303
    assert post_tap(desk, row, morning).status_code == 303
    assert [one.slot_id for one in Signature.query.all()] == [morning.id]
    post_tap(desk, row, morning, seen="")
    assert not Signature.query.count()


def test_the_code_checks_in_once_and_a_second_scan_says_since_when(desk, session):
    row = make_registration(session, first_name="Anaïs", last_name="Combettes")
    where = f"/formations/pointage/{row.code}"
    with frozen(session.slots[0].starts_at + timedelta(minutes=4)):
        assert "Noter la présence" in desk.get(where).text
        assert Signature.query.count() == 0  # reading the code is not being there
        desk.post(where, data={"slot": session.slots[0].id})
        assert "Déjà pointé à 9\xa0h\xa004" in desk.get(where).text
        again = told(desk, desk.post(where, data={"slot": session.slots[0].id}))
    assert "Anaïs Combettes\xa0: déjà pointé à 9\xa0h\xa004." in again
    assert Signature.query.one().how == "scan"


def test_whoever_else_scans_the_code_reads_no_name(client, log_in, session):
    row = make_registration(session, first_name="Anaïs", last_name="Combettes")
    for reader in (client, log_in(make_user())):
        page = reader.get(f"/formations/pointage/{row.code}")
        assert page.status_code == 200 and "<svg" in page.text
        assert "Combettes" not in page.text
        assert reader.post(f"/formations/pointage/{row.code}").status_code in (302, 303, 403)
    assert not Signature.query.count()


def test_a_code_dies_with_the_seat(desk, session):
    row = make_registration(session, state="cancelled", reason="withdrawn")
    assert desk.get(f"/formations/pointage/{row.code}").status_code == 404


def test_nobody_is_checked_in_before_the_day(desk, db):
    session = make_session()
    row = make_registration(session)
    assert desk.get(f"/formations/sessions/{session.id}/pointage").status_code == 403
    assert post_tap(desk, row, session.slots[0]).status_code == 403


def test_only_a_confirmed_seat_is_signed_for(desk, session):
    waiting = make_registration(session, state="waitlisted", waitlist_pos=1)
    assert post_tap(desk, waiting, session.slots[0]).status_code == 404
    with pytest.raises(actions.NotExpected):
        actions.sign(session.slots[0], waiting, make_organiser())


def test_a_half_day_of_another_session_cannot_be_signed(session):
    row, other = make_registration(session), make_session(day=today())
    with pytest.raises(actions.NotExpected):
        actions.sign(other.slots[0], row, make_organiser())


def test_the_sheets_of_paper_add_to_what_phones_noted_meanwhile(desk, session):
    one, two = make_registration(session), make_registration(session)
    morning, afternoon = session.slots
    actions.sign(afternoon, two, make_organiser())  # after the form was shown
    sent = {"signed": [f"{morning.id}-{one.id}"], "was": []}
    answer = desk.post(f"/formations/sessions/{session.id}/feuilles", data=sent)
    assert "1 signature modifiée." in told(desk, answer)
    found = {(row.registration_id, row.slot_id, row.how) for row in Signature.query.all()}
    assert found == {(one.id, morning.id, "paper"), (two.id, afternoon.id, "tap")}


def test_closing_the_day_settles_who_was_there(desk, session):
    here, away = make_registration(session), make_registration(session)
    actions.sign(session.slots[1], here, make_organiser())
    desk.post(f"/formations/sessions/{session.id}/cloture")
    assert (state_of(here), state_of(away)) == ("attended", "no_show")
    assert db.session.get_one(type(session), session.id).state == "held"


def test_a_day_on_which_nobody_signed_is_not_closed(desk, session):
    row = make_registration(session)
    answer = desk.post(f"/formations/sessions/{session.id}/cloture")
    assert "Aucune signature" in told(desk, answer)
    assert state_of(row) == "confirmed"


def test_a_day_is_not_closed_before_it_begins_and_only_once(desk, session):
    row, where = make_registration(session), f"/formations/sessions/{session.id}"
    with frozen(session.starts_at - timedelta(minutes=10)):
        post_tap(desk, row, session.slots[0])
        assert "Terminer la journée" not in desk.get(f"{where}/pointage").text
        assert desk.post(f"{where}/cloture").status_code == 403
    with frozen(session.ends_at):
        actions.close_day(session, make_organiser())
        actions.close_day(session, make_organiser())  # two phones at once
    assert state_of(row) == "attended"


def test_whoever_is_registered_once_the_day_is_closed_and_signed_was_there(session):
    with frozen(session.ends_at):
        actions.sign(session.slots[0], make_registration(session), make_organiser())
        actions.close_day(session, make_organiser())
        late = make_registration(session)
        actions.sign(session.slots[0], late, make_organiser(), "paper")
    assert state_of(late) == "attended"


def test_paper_that_turns_up_later_makes_an_absence_a_presence(desk, session):
    here, late = make_registration(session), make_registration(session)
    actions.sign(session.slots[0], here, make_organiser())
    actions.close_day(session, make_organiser())
    desk.post(f"/formations/sessions/{session.id}/feuilles", data={"signed": [f"{session.slots[0].id}-{late.id}"]})
    assert state_of(late) == "attended"
    was = [f"{session.slots[0].id}-{late.id}"]
    desk.post(f"/formations/sessions/{session.id}/feuilles", data={"was": was})
    assert state_of(late) == "no_show"


def test_the_sheet_is_one_tagged_page_a_half_day_with_the_trainer_and_free_rows(desk, session):
    make_registration(session, first_name="Anaïs", last_name="Combettes")
    session.trainer = "Claude Moreau"
    reader = read_pdf(desk.get(f"/formations/sessions/{session.id}/emargement.pdf"))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert len(pages) == 2
    for text, hour in zip(pages, ("9", "13"), strict=True):
        for said in ("Coordonner", "Organisme des Essais", "Anaïs Combettes", "Claude Moreau", "Salle des Essais"):
            assert said in text
        assert f"de {hour}" in text.replace("\xa0", " ")
    assert {"/Table", "/TH", "/TD", "/H2"} <= tags(reader)


def test_each_page_of_a_long_sheet_says_what_is_signed(desk, session):
    for _ in range(30):
        make_registration(session)
    reader = read_pdf(desk.get(f"/formations/sessions/{session.id}/emargement.pdf"))
    pages = [" ".join(page.extract_text().split()).replace("\xa0", " ") for page in reader.pages]
    assert len(pages) > 2
    assert all("Feuille d’émargement" in text and ("de 9 h" in text or "de 13 h" in text) for text in pages)


def test_ending_the_day_before_its_end_is_warned_of(desk, session):
    post_tap(desk, make_registration(session), session.slots[0])
    where, warning = f"/formations/sessions/{session.id}/pointage", "La session dure jusqu’à"
    assert warning in desk.get(where).text
    with frozen(session.ends_at):
        page = desk.get(where).text
        assert "Terminer la journée" in page and warning not in page


def test_a_code_read_by_a_phone_that_is_not_signed_in_says_how_to_go_on(client, desk, session):
    where = f"/formations/pointage/{make_registration(session).code}"
    assert f"/connexion?next={where}" in client.get(where).text
    assert "Connectez-vous pour pointer" not in desk.get(where).text


def test_a_late_morning_opens_the_half_day_in_progress(desk, session):
    make_registration(session)
    with frozen(session.slots[1].starts_at):
        page = desk.get(f"/formations/sessions/{session.id}/pointage").text
    assert f'name="slot" value="{session.slots[1].id}"' in page


def test_the_day_is_the_support_teams(log_in, client, session):
    for reader in (client, log_in(make_user())):
        for path in ("emargement", "emargement.pdf", "pointage", "feuilles", "certificats"):
            answer = reader.get(f"/formations/sessions/{session.id}/{path}")
            assert answer.status_code in (302, 303, 403)
