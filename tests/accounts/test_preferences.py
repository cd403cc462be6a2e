"""One's own account: identity, address, password, display; and what others see."""

import re

import pytest

from forum.accounts import actions, passwords, queries
from forum.accounts.models import UserSession
from tests.accounts.letters import last_link, letters
from tests.makers import make_establishment, make_organiser, make_user

PASSWORD = "quatre mots bien rangés"
PROFILE = {
    "first_name": "Nadia",
    "last_name": "Ferrand",
    "function": "Cheffe de service",
    "establishment": "D-ITEP Val d’Autan (Haute-Garonne)",
    "about": "Livret d’accueil.\nPlannings.",
}


@pytest.fixture
def nadia(app):
    place = make_establishment()
    return make_user(
        email="nadia@a.example", username="nadia", password_hash=passwords.hashed(PASSWORD), establishment_id=place.id
    )


def test_the_signature_follows_the_profile(log_in, nadia):
    client = log_in(nadia)
    assert client.get("/preferences").status_code == 200
    assert client.post("/preferences", data=PROFILE).status_code == 303
    person = queries.names([nadia.id, None, 12345])
    assert list(person) == [nadia.id]
    assert person[nadia.id].signature == "Cheffe de service, D-ITEP Val d’Autan (Haute-Garonne)"
    assert person[nadia.id].initials == "NF"
    page = client.get("/u/nadia").text
    assert "Cheffe de service, D-ITEP Val d’Autan (Haute-Garonne)" in page
    assert "<p>Plannings.</p>" in page


def test_an_empty_name_is_refused_and_the_rest_kept(log_in, nadia):
    answer = log_in(nadia).post("/preferences", data=PROFILE | {"first_name": " \t "})
    assert answer.status_code == 422
    assert 'id="first_name-error"' in answer.text
    assert "Plannings." in answer.text


def test_only_the_fields_of_the_profile_change(log_in, nadia):
    extra = {"role": "administrator", "state": "left", "email": "autre@a.example", "username": "chef", "id": "9"}
    log_in(nadia).post(
        "/preferences", data=PROFILE | extra | {"is_admin": "1", "created_at": "2000-01-01", "user_id": "1"}
    )
    assert (nadia.role, nadia.state, nadia.email, nadia.username) == ("member", "active", "nadia@a.example", "nadia")


def test_names_hold_no_markup_and_nothing_invisible(log_in, nadia):
    client = log_in(nadia)
    client.post("/preferences", data=PROFILE | {"last_name": "<b>x</b>\u202e", "about": "<script>alert(1)</script>"})
    assert nadia.last_name == "<b>x</b>"
    page = client.get("/u/nadia").text
    assert "<b>x</b>" not in page
    assert "<script>alert" not in page


# --- address and password --------------------------------------------------------------------------------------------


def test_a_new_address_counts_once_confirmed_and_the_old_one_is_told(log_in, nadia, app):
    client = log_in(nadia)
    data = {"email": "Nouvelle@a.example", "current_password": PASSWORD}
    assert client.post("/preferences/courriel", data=data | {"current_password": "faux"}).status_code == 422
    assert client.post("/preferences/courriel", data=data).status_code == 200
    assert [letter.kind for letter in letters("nadia@a.example")] == ["accounts.change_email_notice"]
    link = last_link("nouvelle@a.example")
    assert client.get(link).headers["Cache-Control"] == "no-store"
    assert nadia.email == "nadia@a.example"
    assert app.test_client().post(link).status_code == 303
    assert nadia.email == "nouvelle@a.example"
    assert letters("nadia@a.example")[-1].kind == "accounts.email_changed"


def test_an_address_that_has_an_account_is_not_betrayed(log_in, nadia):
    make_user(email="prise@a.example")
    client = log_in(nadia)
    answers = []
    for email in ("prise@a.example", "libre@a.example"):
        data = {"email": email, "current_password": PASSWORD}
        page = client.post("/preferences/courriel", data=data).text.replace(email, "@")
        answers.append(re.sub(r'(value|data-csrf)="[^"]+\.[^"]+\.[^"]+"', "", page))  # a token says its second
    assert answers[0] == answers[1]
    assert letters("prise@a.example")[-1].kind == "accounts.already_here"
    assert nadia.email == "nadia@a.example"


def test_a_password_changes_with_the_one_before(log_in, nadia):
    client, other = log_in(nadia), log_in(nadia)
    form = {"current_password": "faux", "new_password": "cinq autres mots bien rangés"}
    assert client.post("/preferences/mot-de-passe", data=form).status_code == 422
    assert client.post("/preferences/mot-de-passe", data=form | {"current_password": PASSWORD}).status_code == 303
    assert client.get("/preferences").status_code == 200
    assert other.get("/preferences").status_code == 303
    assert UserSession.query.count() == 1


def test_guessing_the_password_of_an_open_screen_is_limited(log_in, nadia):
    client = log_in(nadia)
    form = {"current_password": "faux", "new_password": "cinq autres mots bien rangés"}
    codes = [client.post("/preferences/mot-de-passe", data=form).status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]


# --- display ---------------------------------------------------------------------------------------------------------


def test_members_choose_theme_density_and_language(log_in, nadia):
    client = log_in(nadia)
    assert client.get("/preferences/affichage").status_code == 200
    client.post("/preferences/affichage", data={"theme": "dark"})
    client.post("/preferences/affichage", data={"density": "compact", "locale": "en", "next": "/preferences"})
    assert (nadia.theme, nadia.density, nadia.locale) == ("dark", "compact", "en")
    assert 'data-theme="dark"' in client.get("/preferences").text
    assert 'lang="en"' in client.get("/preferences").text
    client.post("/preferences/affichage", data={"theme": "pink", "locale": "xx", "role": "administrator"})
    assert (nadia.theme, nadia.locale, nadia.role) == ("dark", "en", "member")


def test_visitors_choose_a_language(client, app):
    assert "English" in client.get("/langue").text
    answer = client.post("/langue", data={"locale": "en", "next": "//voleur.example"})
    assert answer.location == "/"
    assert 'lang="en"' in client.get("/connexion").text
    assert client.get("/preferences/affichage").status_code == 303


# --- what others see -------------------------------------------------------------------------------------------------


def test_profiles_are_for_members(client, app, log_in, nadia):
    assert client.get("/u/nadia").location.startswith("/connexion")
    assert client.get("/u/personne").location.startswith("/connexion")
    waiting = make_user(state="pending", username="attend")
    assert log_in(waiting).get("/u/nadia").status_code == 404
    assert log_in(waiting).get("/u/attend").status_code == 200
    assert log_in(nadia).get("/u/attend").status_code == 404
    assert log_in(make_organiser()).get("/u/attend").status_code == 200
    assert log_in(nadia).get("/u/personne").status_code == 404


@pytest.mark.parametrize(
    ("function", "signed"),
    [
        ("Directrice", "Ancienne directrice"),
        ("Cheffe de service", "Ancienne cheffe de service"),
        ("Chef de service", "Ancien chef de service"),
        ("Directeur adjoint", "Ancien directeur adjoint"),
        ("Chargée de mission", "Ancienne chargée de mission"),
        ("Directrice ou directeur", "Autrefois directrice ou directeur"),
        ("Responsable", "Autrefois responsable"),
        ("", "A quitté l’établissement"),
    ],
)
def test_who_left_keeps_a_signature(log_in, nadia, function, signed):
    place = make_establishment(name="D-ITEP Les Trois Ponts", department="11")
    nadia.function, nadia.establishment_id = function, place.id
    actions.leave(nadia, by=None)
    assert queries.names([nadia.id])[nadia.id].signature == f"{signed}, D-ITEP Les Trois Ponts (Aude)"
    assert signed in log_in(make_user()).get("/u/nadia").text


def test_people_are_found_by_words(app, nadia):
    make_user(first_name="Olivier", last_name="Sénéchal", function="Directeur", username="olivier")
    assert [person.username for person in queries.people("olivier direct")] == ["olivier"]
    assert len(queries.people("direct")) == 2
    assert not queries.people("100%")
