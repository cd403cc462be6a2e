"""Registering: a member in two clicks, a director with four heads of service."""

import re
from datetime import timedelta

from forum.calendar.words import full_day
from forum.core.clock import today
from forum.trainings.models import Registration, RegistrationAnswer, RegistrationSend, TrainingQuestion
from tests.makers import (
    added,
    make_organiser,
    make_registration,
    make_session,
    make_user,
)
from tests.trainings.letters import kinds, letters
from tests.trainings.registering import VISITOR, form_of, lines_of, standings


def test_a_member_registers_in_two_clicks(log_in, session, director):
    member = log_in(director)
    page = member.get(f"{form_of(session)}?session={session.id}")
    assert re.search(r'<input checked[^>]* name="me"', page.text)
    answer = member.post(form_of(session), data={"session": session.id, "me": "y", "by_member": "1"})
    assert answer.location == "/mes-inscriptions"
    one = Registration.query.one()
    assert (one.display_name, one.state, one.user_id, one.registered_by_id) == (
        "Nadia Ferrand",
        "confirmed",
        director.id,
        None,
    )
    assert one.establishment_id == director.establishment_id
    page = member.get("/mes-inscriptions").text
    assert "Inscription confirmée." in page
    assert "La coordination en dispositif" in page


def test_a_director_registers_four_heads_of_service_and_sees_what_became_of_each(log_in, session, director):
    member = log_in(director)
    make_registration(session, first_name="Léo", last_name="Bruel", email="leo@essais.example")
    people = [(name, "Essai", f"{name.lower()}@essais.example") for name in ("Ana", "Zora", "Max")]
    data = lines_of(*people[:2], ("Leo", "BRUEL", "Leo@essais.example"), people[2])
    answer = member.post(
        form_of(session), data=data | {"session": session.id, "establishment": "D-ITEP Les Trois Ponts"}
    )
    page = member.get(answer.location).text
    told = re.findall(r"<b>(\w+ \w+)</b>.*?class=\"tag \w*\">([^<]+)<", page, re.S)
    assert told == [
        ("Ana Essai", "Confirmée"),
        ("Zora Essai", "Confirmée"),
        ("Leo BRUEL", "Déjà inscrit·e"),
        ("Max Essai", "Liste d’attente"),
    ]
    assert kinds("ana@essais.example") == ["confirmed"]
    assert kinds("max@essais.example") == ["waitlisted"]
    assert not letters("leo@essais.example")
    own = Registration.query.filter_by(email="ana@essais.example").one()
    assert (own.registered_by_id, own.establishment_id) == (director.id, director.establishment_id)


def test_all_together_or_all_on_the_list(log_in, session, director):
    people = [(name, "Essai", f"{name.lower()}@essais.example") for name in ("Ana", "Zora", "Max", "Leo")]
    log_in(director).post(form_of(session), data=lines_of(*people) | {"session": session.id, "whole": "1"})
    assert set(standings().values()) == {"waitlisted"}


def test_a_line_without_mail_is_said_at_that_line_and_nothing_is_lost(log_in, session, director):
    data = lines_of(("Ana", "Vidal", "ana@essais.example"), ("Léo", "Bruel", ""))
    answer = log_in(director).post(form_of(session), data=data | {"session": session.id, "me": "y"})
    assert answer.status_code == 422
    assert 'href="#p2-email"' in answer.text
    assert "Collègue 2, Courriel professionnel" in answer.text
    assert 'id="p2-email-error"' in answer.text
    assert 'id="p1-email-error"' not in answer.text
    assert all(word in answer.text for word in ("Ana", "Vidal", "ana@essais.example", "Léo", "Bruel"))
    assert not standings()


def test_lines_come_and_go_without_javascript(log_in, session, director):
    member = log_in(director)
    typed = lines_of(("Ana", "Vidal", "ana@essais.example"), ("Léo", "Bruel", "leo@essais.example"))
    more = member.post(form_of(session), data=typed | {"session": session.id, "add": "1"})
    assert more.status_code == 200
    assert re.findall(r'name="line" value="(\d+)"', more.text)[:3] == ["1", "2", "3"]
    assert "ana@essais.example" in more.text
    assert "à corriger" not in more.text
    less = member.post(form_of(session), data=typed | {"session": session.id, "remove": "1"})
    assert re.findall(r'name="line" value="([1-9]\d*)"', less.text) == ["2"]
    assert "ana@essais.example" not in less.text
    assert "leo@essais.example" in less.text
    assert not standings()


def test_lines_nobody_filled_in_do_not_count(log_in, session, director):
    member = log_in(director)
    member.post(
        form_of(session), data=lines_of(("Ana", "Vidal", "a@essais.example"), ("", "", "")) | {"session": session.id}
    )
    assert standings() == {"Ana Vidal": "confirmed"}
    nobody = member.post(form_of(session), data=lines_of(("", "", "")) | {"session": session.id})
    assert nobody.status_code == 422
    assert "Choisissez au moins une personne" in nobody.text


def test_a_double_click_registers_once_and_is_told_the_same(log_in, session, director):
    member = log_in(director)
    key = re.search(r'name="key"[^>]*value="(\w+)"', member.get(form_of(session)).text)[1]
    data = lines_of(("Ana", "Vidal", "ana@essais.example")) | {"session": session.id, "key": key, "me": "y"}
    one, two = (member.post(form_of(session), data=data) for _ in range(2))
    assert one.location == two.location
    assert member.get(two.location).text.count("Confirmée") == 2
    assert len(standings()) == 2
    assert kinds("ana@essais.example") == ["confirmed"]


def test_what_became_of_the_lines_is_shown_to_who_sent_them(client, log_in, session, director):
    data = lines_of(("Ana", "Vidal", "ana@essais.example")) | {"session": session.id}
    page = log_in(director).post(form_of(session), data=data).location
    assert log_in(make_organiser()).get(page).status_code == 404
    assert "/connexion" in client.get(page).location
    assert RegistrationSend.query.one().by_id == director.id


def test_a_member_signed_out_meanwhile_keeps_the_lines(client, session):
    answer = client.post(
        form_of(session), data=lines_of(("Ana", "Vidal", "ana@essais.example")) | {"session": session.id}
    )
    assert answer.status_code == 403
    assert "ana@essais.example" in answer.text
    assert not standings()


def test_a_colleague_with_an_account_is_known_again_by_name_and_address(log_in, session, director):
    karim = make_user(first_name="Karim", last_name="Bensaïd", email="karim@essais.example")
    people = ("karim", "BENSAID", "Karim@essais.example"), ("Ana", "Vidal", "karim@essais.example")
    log_in(director).post(form_of(session), data=lines_of(*people) | {"session": session.id})
    assert {one.first_name: one.user_id for one in Registration.query} == {"karim": karim.id, "Ana": None}


def test_who_is_there_already_is_told_so(log_in, session, director):
    make_registration(session, user_id=director.id)
    page = log_in(director).get(form_of(session)).text
    assert "Vous avez déjà une inscription" in page
    assert not re.search(r'<input checked[^>]* name="me"', page)


def test_questions_are_asked_of_each_with_their_purpose(log_in, client, session, director):
    asked = {"wording": "Votre repas ?", "kind": "choice", "choices": ["Avec viande", "Sans viande"]}
    asked |= {"purpose": "Pour commander les repas.", "purge_on": today() + timedelta(days=9), "is_required": True}
    meal = added(TrainingQuestion(training_id=session.training_id, **asked))
    added(TrainingQuestion(training_id=session.training_id, **asked | {"wording": "Trop tard ?", "purge_on": today()}))
    name, page = f"q_{meal.id}", client.get(form_of(session)).text
    assert f"Pour commander les repas. Réponse effacée le {full_day(meal.purge_on)}." in page
    assert "Trop tard ?" not in page
    assert client.post(form_of(session), data=VISITOR | {"session": session.id}).status_code == 422
    member = log_in(director)
    data = lines_of(("Ana", "Vidal", "ana@essais.example")) | {
        "session": session.id,
        "me": "y",
        f"me-{name}": "Sans viande",
    }
    missing = member.post(form_of(session), data=data)
    assert missing.status_code == 422
    assert f'id="p1-{name}-error"' in missing.text
    member.post(form_of(session), data=data | {f"p1-{name}": "Avec viande", "p1-needs": "Un accès sans marche."})
    given = {row.registration_id: row.value for row in RegistrationAnswer.query}
    by_name = {one.first_name: given[one.id] for one in Registration.query}
    assert by_name == {"Nadia": "Sans viande", "Ana": "Avec viande"}
    assert Registration.query.filter_by(first_name="Ana").one().needs == "Un accès sans marche."


def test_the_share_of_an_establishment_holds_for_colleagues_too(log_in, training, director):
    session = make_session(training, capacity=9, per_establishment=1)
    people = [("Ana", "Vidal", "ana@essais.example"), ("Zora", "Blanc", "zora@essais.example")]
    nowhere = lines_of(*people) | {"session": session.id, "establishment": " "}
    answer = log_in(director).post(form_of(session), data=nowhere)
    assert answer.status_code == 422 and "Indiquez l’établissement de vos collègues" in answer.text
    log_in(director).post(form_of(session), data=lines_of(*people) | {"session": session.id})
    assert list(standings().values()) == ["confirmed", "waitlisted"]


def test_a_date_that_takes_nobody_any_more_is_not_swapped_in_silence(log_in, client, session, director):
    gone = make_session(session.training, city="Rodez", state="closed")
    for reader in (client, log_in(director)):
        page = reader.get(f"{form_of(session)}?session={gone.id}").text
        assert "ne prend plus d’inscription" in page
    assert "ne prend plus d’inscription" not in client.get(f"{form_of(session)}?session={session.id}").text
