"""Joining: sign up, confirm, be a member at once or wait for an organiser."""

import pytest

from forum.accounts import actions, queries
from forum.accounts.actions.admission import make_member
from forum.accounts.events import AccountAdmitted, AccountAwaitsAdmission
from forum.accounts.models import Invitation, User
from forum.core import events, jobs
from forum.directory.actions import set_domains
from forum.directory.models import Establishment
from tests.accounts.letters import last_link, letters
from tests.makers import make_establishment, make_organiser, make_user

PASSWORD = "quatre mots bien rangés"
NADIA = {
    "first_name": "Nadia",
    "last_name": "Ferrand",
    "email": "Nadia.Ferrand@trois-ponts.example",
    "password": PASSWORD,
    "function": "Directrice",
    "establishment": "D-ITEP Les Trois Ponts (Aude)",
    "charter": "y",
}
EMAIL = "nadia.ferrand@trois-ponts.example"


@pytest.fixture
def told(monkeypatch):
    """The events emitted while the test runs."""
    seen: list = []
    for kind in (AccountAdmitted, AccountAwaitsAdmission):
        monkeypatch.setitem(events._listeners, kind, [*events._listeners.get(kind, ()), seen.append])
    return seen


def three_ponts(domain: str = "trois-ponts.example") -> Establishment:
    place = make_establishment(name="D-ITEP Les Trois Ponts", department="11")
    if domain:
        set_domains(place, [domain])
    return place


def nadia() -> User:
    user = queries.by_email(EMAIL)
    assert user is not None
    return user


def join(client, **other):
    return client.post("/inscription", data=NADIA | other)


def test_a_known_domain_opens_the_space_at_once(client, app, told):
    place = three_ponts()
    assert client.get("/inscription").status_code == 200
    assert join(client).status_code == 200
    assert nadia().state == "unconfirmed"
    link = last_link(EMAIL)
    assert "<button" in client.get(link).text
    assert nadia().state == "unconfirmed"  # looking changes nothing: mail filters open links
    assert client.post(link).status_code == 303
    assert (nadia().state, nadia().username, nadia().establishment_id) == ("active", "nadia.ferrand", place.id)
    assert nadia().charter_accepted_at
    assert client.get("/u/nadia.ferrand").status_code == 200  # signed in
    assert [type(event) for event in told] == [AccountAdmitted]


def test_another_address_waits_for_an_organiser(client, app, told, log_in):
    three_ponts(domain="")
    join(client)
    answer = client.post(last_link(EMAIL))
    assert answer.location == "/attente"
    assert "attente" in client.get("/attente").text
    assert nadia().state == "pending"
    assert [type(event) for event in told] == [AccountAwaitsAdmission]
    assert client.get(f"/u/{make_user().username}").status_code == 404
    actions.admit(nadia(), by=make_organiser())
    actions.admit(nadia(), by=make_organiser())
    assert nadia().is_member
    assert [type(event) for event in told] == [AccountAwaitsAdmission, AccountAdmitted]
    assert client.get("/attente").status_code == 303


def test_the_domain_of_an_unchecked_establishment_vouches_for_nobody(client, app):
    place = three_ponts()
    place.is_known = False
    join(client)
    client.post(last_link(EMAIL))
    assert nadia().state == "pending"


def test_a_typed_establishment_is_added_once_and_stays_unknown(client, app):
    join(client, establishment="sessad  Les Genêts (Hérault)")
    join(client, email="autre@ailleurs.example", establishment="SESSAD les genets")
    rows = list(Establishment.query.all())
    assert [(row.name, row.department, row.is_known) for row in rows] == [("sessad Les Genêts", "34", False)]


def test_confirming_elsewhere_asks_for_the_password(client, app):
    three_ponts()
    join(client)
    link, other = last_link(EMAIL), app.test_client()
    assert 'name="password"' in other.get(link).text
    assert other.post(link).status_code == 422
    assert other.post(link, data={"password": "un autre mot de passe"}).status_code == 422
    assert nadia().state == "unconfirmed"
    assert other.post(link, data={"password": PASSWORD}).status_code == 303
    assert nadia().state == "active"


def test_nobody_takes_over_an_address_by_signing_up_again(client, app):
    """A stranger signs up with someone's address between her sign-up and her click: her click asks for a password."""
    three_ponts()
    join(client)
    stranger = app.test_client()
    join(stranger, password="le choix d’une autre personne")
    assert 'name="password"' in client.get(last_link(EMAIL)).text
    assert client.post(last_link(EMAIL), data={"password": PASSWORD}).status_code == 422


def test_the_charter_must_be_accepted_and_words_are_kept_but_the_password(client, app):
    answer = join(client, charter="", email="nadia@", first_name="")
    assert answer.status_code == 422
    for words in ('id="charter-error"', 'id="email-error"', 'id="first_name-error"', "data-focus", 'value="Ferrand"'):
        assert words in answer.text
    assert PASSWORD not in answer.text
    assert not User.query.count()


@pytest.mark.parametrize(
    "password",
    [
        "court",
        "azertyuiop12",
        "nadia.ferrand",
        "Trois-Ponts 2026",
        "1qaz2wsx3edc",
        "111111111111",
        "Motdepasse2026",
        "x" * 300,
    ],
)
def test_easy_passwords_are_refused(client, app, password):
    answer = join(client, password=password)
    assert answer.status_code == 422
    assert 'id="password-error"' in answer.text


def test_only_the_fields_of_the_form_count(client, app):
    three_ponts(domain="")
    extra = {
        "role": "administrator",
        "state": "active",
        "is_admin": "1",
        "id": "77",
        "created_at": "2000-01-01",
        "user_id": "1",
    }
    join(client, **extra, confirmed_at="2000-01-01", username="chef")
    user = nadia()
    assert (user.role, user.state, user.username, user.confirmed_at) == ("member", "unconfirmed", "nadia.ferrand", None)
    assert user.id != 77


def test_two_people_of_one_name_get_two_user_names(client, app):
    join(client)
    join(client, email="nadia2@ailleurs.example")
    assert sorted(row.username for row in User.query) == ["nadia.ferrand", "nadia.ferrand2"]


def test_an_invitation_opens_the_space_at_once_for_its_address_alone(client, app, told):
    actions.invite(
        EMAIL, "Nadia", "Ferrand", "Directrice", "D-ITEP Val d’Autan (Haute-Garonne)", make_organiser(), ["coop"]
    )
    link = last_link(EMAIL)
    page = client.get(link).text
    assert 'value="Nadia"' in page
    assert "Val d’Autan" in page
    answer = client.post(link, data=NADIA | {"email": "voleur@ailleurs.example"})
    assert answer.status_code == 303
    assert queries.by_email("voleur@ailleurs.example") is None
    assert nadia().is_member
    assert told[-1].groups == ("coop",)
    assert app.test_client().get(link).status_code == 410  # single use
    assert client.get("/u/nadia.ferrand").status_code == 200


def test_an_invited_address_that_signs_up_by_itself_is_a_member_once_confirmed(client, app):
    actions.invite(EMAIL, by=make_organiser())
    join(client)
    client.post(last_link(EMAIL))
    assert nadia().is_member
    assert Invitation.query.one().accepted_at


def test_a_newer_invitation_kills_the_one_before_and_all_expire(client, app, clock):
    actions.invite(EMAIL, by=make_organiser())
    first = last_link(EMAIL)
    actions.invite(EMAIL, by=make_organiser())
    assert client.get(first).status_code == 410
    assert client.get(last_link(EMAIL)).status_code == 200
    clock.forward(days=31)
    assert client.get(last_link(EMAIL)).status_code == 410


def test_a_refused_person_is_told_why_and_leaves_no_name(client, app):
    user = make_user(state="pending", email=EMAIL, first_name="Nadia", admitted_at=None)
    actions.refuse(user, by=make_organiser(), reason="Cet espace est réservé aux D-ITEP.")
    assert "réservé aux D-ITEP" in letters(EMAIL)[-1].text
    assert queries.by_email(EMAIL) is None
    assert user.first_name == ""
    assert join(client).status_code == 200  # the address is free again


def test_unconfirmed_addresses_are_forgotten_after_two_weeks(client, app, clock):
    join(client, establishment="Une maison inconnue")
    clock.forward(days=13)
    jobs.run("accounts.purge")
    assert nadia()
    clock.forward(days=2)
    jobs.run("accounts.purge")
    assert queries.by_email(EMAIL) is None
    assert not Establishment.query.count()


def test_confirmation_links_last_two_weeks(client, app, clock):
    join(client)
    clock.forward(days=14, seconds=1)
    assert client.get(last_link(EMAIL)).status_code == 410
    assert client.post(last_link(EMAIL)).status_code == 410


def test_two_organisers_who_click_at_once_admit_once(app, told):
    user = make_user(state="pending", admitted_at=None)
    make_member(user, by=make_organiser())
    make_member(user, by=make_organiser())  # the second one had read the row before the first one wrote
    assert len(told) == 1
