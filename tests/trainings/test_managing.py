"""Dealing with one's registration by the link of a mail, or signed in."""

from datetime import timedelta

import pytest

from forum.core.clock import now, today
from forum.trainings.actions import admission
from forum.trainings.models import Registration, RegistrationAnswer, TrainingQuestion
from tests.makers import added, make_organiser, make_registration, make_session, make_user
from tests.trainings.letters import kinds, last, link_in
from tests.trainings.people import enter, register, somebody


@pytest.fixture
def session(training):
    return make_session(training, city="Tarbes", capacity=2)


def standing(one: Registration) -> str:
    return Registration.query.filter_by(id=one.id).one().standing


def test_opening_the_link_changes_nothing_and_nobody_keeps_a_copy(client, path, session):
    one = make_registration(session, first_name="Ana", last_name="Vidal")
    page = client.get(path(one))
    assert "Inscription de Ana Vidal." in page.text
    assert page.headers["Cache-Control"] == "no-store"
    for act in ("confirmer", "annuler", "accepter"):
        client.get(f"{path(one)}?act={act}")
    assert standing(one) == "confirmed"


def test_a_link_nobody_signed_or_of_a_former_address_is_dead(client, path, session, db):
    one = make_registration(session, email="ana@essais.example")
    link = path(one)
    assert client.get("/formations/inscription/" + "x" * 40).status_code == 410
    one.email = "ana.vidal@essais.example"
    dead = client.get(link)
    assert dead.status_code == 410
    assert "Ce lien ne sert plus" in dead.text
    assert client.post(link, data={"act": "annuler"}).status_code == 410
    assert standing(one) == "confirmed"


def test_a_link_used_twice_says_so_kindly(app, client, path, session):
    with app.test_request_context():
        one = enter(session, source="visitor")
    first, second = (client.post(path(one), data={"act": "confirmer"}) for _ in range(2))
    assert "Merci. Votre inscription est confirmée" in first.text
    assert second.status_code == 200
    assert "C’était déjà fait" in second.text
    client.post(path(one), data={"act": "annuler"})
    again = client.post(path(one), data={"act": "annuler"})
    assert again.status_code == 200
    assert "C’était déjà fait" in again.text
    assert kinds(one.email) == ["confirm", "confirmed", "cancelled"]


def test_a_link_used_too_late_says_what_to_do(app, client, path, session):
    with app.test_request_context():
        one = enter(session, source="visitor")
    one.expires_at = now() - timedelta(minutes=1)
    late = client.post(path(one), data={"act": "confirmer"})
    assert late.status_code == 409
    assert "Le délai est passé" in late.text
    assert standing(one) == "pending:mail"


def test_one_cancels_with_a_word(client, path, session):
    one = make_registration(session)
    assert "l’inscription est annulée" in client.post(path(one), data={"act": "annuler", "note": "Un imprévu."}).text
    row = Registration.query.one()
    assert (row.state, row.reason, row.note) == ("cancelled", "withdrawn", "Un imprévu.")


def test_whom_a_colleague_registered_may_refuse(client, path, session):
    one = make_registration(session, registered_by_id=make_user(first_name="Nadia", last_name="Ferrand").id)
    page = client.get(path(one)).text
    assert "Inscription faite par Nadia Ferrand." in page
    assert "Refuser cette inscription" in page
    client.post(path(one), data={"act": "annuler"})
    assert Registration.query.one().reason == "refused"


def test_an_offer_is_taken_or_left(app, client, path, training):
    session = make_session(training, capacity=1, offer_hours=48)
    with app.test_request_context():
        seated, first, second = (enter(session) for _ in range(3))
        admission.cancel(seated, "withdrawn")
    page = client.get(path(first)).text
    assert "Prendre cette place" in page
    assert "la place va à la personne suivante" in client.post(path(first), data={"act": "refuser"}).text
    assert standing(second) == "pending:offer"
    client.post(path(second), data={"act": "accepter"})
    assert standing(second) == "confirmed"


def test_the_own_rank_is_seen_and_the_list_is_left(app, client, path, session):
    with app.test_request_context():
        ones = [enter(session) for _ in range(4)]
    assert "Rang 2 sur la liste d’attente" in client.get(path(ones[3])).text
    assert "la liste d’attente est quittée" in client.post(path(ones[2]), data={"act": "annuler"}).text
    assert "Rang 1 sur la liste d’attente" in client.get(path(ones[3])).text


def test_one_changes_to_another_date_and_the_old_link_still_leads_there(client, path, session):
    one, other = make_registration(session, email="ana@essais.example"), make_session(session.training, city="Rodez")
    old = path(one)
    answer = client.post(path(one, "change_by_mail"), data={"session": other.id})
    assert answer.status_code == 303
    there = client.get(answer.location).text
    assert "Rodez" in there
    assert "Confirmée" in there
    assert client.get(old).text.count("Rodez") == there.count("Rodez")
    assert standing(one) == "cancelled"


def test_nothing_is_lost_when_the_other_date_is_full(client, path, session):
    one, full = make_registration(session), make_session(session.training, capacity=1, city="Rodez")
    make_registration(full)
    change = path(one, "change_by_mail")
    refused = client.post(change, data={"session": full.id})
    assert refused.status_code == 422
    assert "Votre inscription n’a pas changé" in refused.text
    assert standing(one) == "confirmed"
    client.post(change, data={"session": full.id, "wait": "y"})
    assert standing(one) == "cancelled"
    assert Registration.query.filter_by(moved_from_id=one.id).one().state == "waitlisted"


def test_who_lost_a_session_takes_another_with_the_link_of_that_mail(app, client, session):
    other = make_session(session.training, city="Rodez")
    with app.test_request_context():
        enter(session, email="ana@essais.example")
        admission.cancel_session(session, "La salle est inondée.", make_organiser())
    link = link_in(last("ana@essais.example"))
    assert link.endswith("/session")
    assert "Rodez" in client.get(link).text
    client.post(link, data={"session": other.id})
    assert [one.standing for one in Registration.query.order_by(Registration.id)] == ["cancelled", "confirmed"]


def test_too_late_is_said(client, clock, path, training):
    session = make_session(training, cancel_until=now() + timedelta(hours=1))
    one, other = make_registration(session), make_session(training)
    clock.forward(hours=2)
    assert "Il est trop tard" in client.get(path(one)).text
    assert client.post(path(one), data={"act": "annuler"}).status_code == 409
    assert client.post(path(one, "change_by_mail"), data={"session": other.id}).status_code == 422
    assert standing(one) == "confirmed"


def test_other_details_are_kept(client, path, session):
    asked = {"wording": "Votre repas ?", "purpose": "Pour commander.", "purge_on": today() + timedelta(days=9)}
    meal = added(TrainingQuestion(training_id=session.training_id, **asked))
    one = make_registration(session)
    details = path(one, "details_by_mail")
    client.post(details, data={"function": "Cheffe de service", "needs": "Un accès.", f"q_{meal.id}": "Sans viande"})
    row = Registration.query.one()
    assert (row.function, row.needs) == ("Cheffe de service", "Un accès.")
    assert RegistrationAnswer.query.one().value == "Sans viande"
    assert 'value="Sans viande"' in client.get(details).text
    client.post(details, data={"function": "", "needs": "", f"q_{meal.id}": ""})
    assert RegistrationAnswer.query.count() == 0


def test_details_of_what_is_over_are_said_to_be_kept_no_more(client, path, session):
    one = make_registration(session)
    client.post(path(one), data={"act": "annuler"})
    answer = client.post(path(one, "details_by_mail"), data={"function": "Cheffe"})
    assert answer.status_code == 409
    assert "Cette inscription est terminée" in answer.text


def test_a_former_mail_leads_to_the_registration_that_came_after(app, client, path, session):
    """Whoever cancelled and came back sees where they stand now, not that all is over."""
    one = make_registration(session, email="ana@essais.example", first_name="Ana", last_name="Vidal")
    with app.test_request_context():
        admission.cancel(one, "withdrawn")
        again = enter(session, email="ana@essais.example", first_name="Ana", last_name="Vidal")
    assert "est terminée" not in client.get(path(one)).text
    client.post(path(one), data={"act": "annuler"})
    assert standing(again) == "cancelled"


# --- signed in ---------------------------------------------------------------------------------------------------


def test_who_registered_a_colleague_cancels_and_both_are_told(app, log_in, session):
    nadia = make_user()
    with app.test_request_context():
        one = register(session, somebody(email="ana@essais.example"), source="colleague", by=nadia)[0].registration
    member = log_in(nadia)
    page = member.get(f"/mes-inscriptions/{one.id}").text
    assert "Compléter mes informations" not in page
    member.post(f"/mes-inscriptions/{one.id}", data={"act": "annuler"})
    assert Registration.query.one().reason == "registrar"
    assert kinds("ana@essais.example") == ["confirmed", "cancelled"]
    assert kinds(nadia.email) == ["cancelled_receipt"]


def test_who_registered_a_colleague_answers_nothing_for_them(app, log_in, session):
    nadia = make_user()
    held = {"state": "pending", "pending_for": "offer", "expires_at": now() + timedelta(hours=9)}
    one = make_registration(session, registered_by_id=nadia.id, **held)
    assert log_in(nadia).post(f"/mes-inscriptions/{one.id}", data={"act": "accepter"}).status_code == 422
    assert log_in(nadia).get(f"/mes-inscriptions/{one.id}/details").status_code == 403
    assert standing(one) == "pending:offer"


def test_a_word_to_the_organisation_is_not_for_who_registered_the_person(app, log_in, client, path, session):
    nadia = make_user()
    one = register(session, somebody(), by=nadia, source="colleague")[0].registration
    client.post(path(one), data={"act": "annuler", "note": "Je suis souffrante."})
    assert "refusée par la personne" in log_in(nadia).get(f"/mes-inscriptions/{one.id}").text
    assert "souffrante" not in log_in(nadia).get(f"/mes-inscriptions/{one.id}").text
    assert "souffrante" in client.get(path(one)).text


def test_no_link_registers_for_what_is_offered_no_more(client, path, training, session):
    one, other = make_registration(session), make_session(training, city="Albi")
    admission.cancel(one, "withdrawn")
    training.state = "archived"
    assert "Albi" not in client.get(path(one, "change_by_mail")).text
    assert client.post(path(one, "change_by_mail"), data={"session": other.id}).status_code == 422
    assert Registration.query.count() == 1


def test_a_registration_of_others_does_not_exist(log_in, client, session):
    one = make_registration(session, user_id=make_user().id)
    for part in ("", "/session", "/details"):
        assert log_in(make_user()).get(f"/mes-inscriptions/{one.id}{part}").status_code == 404
        assert log_in(make_user()).post(f"/mes-inscriptions/{one.id}{part}", data={"act": "annuler"}).status_code == 404
        assert "/connexion" in client.get(f"/mes-inscriptions/{one.id}{part}").location
    assert standing(one) == "confirmed"


def test_a_member_changes_and_cancels_on_the_own_page(log_in, session):
    karim = make_user()
    one, other = make_registration(session, user_id=karim.id), make_session(session.training, city="Rodez")
    member = log_in(karim)
    answer = member.post(f"/mes-inscriptions/{one.id}/session", data={"session": other.id})
    new = Registration.query.filter_by(moved_from_id=one.id).one()
    assert answer.location == f"/mes-inscriptions/{new.id}"
    member.post(answer.location, data={"act": "annuler"})
    assert standing(new) == "cancelled"
    assert "Passées ou annulées" in member.get("/mes-inscriptions").text
