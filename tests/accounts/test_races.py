"""Twenty at once: a link opens one door, a double click makes one account."""

import pytest

from forum.accounts import actions, passwords
from forum.accounts.models import Invitation, MailedLink, User, UserSession
from forum.accounts.sessions import open_for
from tests.accounts.letters import last_link
from tests.at_once import at_once, signed_in
from tests.makers import make_organiser, make_user

pytestmark = pytest.mark.race
EMAIL = "nadia@trois-ponts.example"
PASSWORD = "quatre mots bien rangés"


def statuses(app, path: str, **data: str) -> list[int]:
    return sorted(at_once(app, 20, lambda client: client.post(path, data=data).status_code))


def test_a_sign_in_link_opens_one_session(app):
    make_user(email=EMAIL, username="nadia")
    actions.request_sign_in_link(EMAIL)
    assert statuses(app, last_link(EMAIL)) == [303] + [410] * 19
    assert UserSession.query.count() == 1


def test_a_reset_link_changes_the_password_once(app):
    make_user(email=EMAIL, username="nadia")
    actions.request_reset(EMAIL)
    assert statuses(app, last_link(EMAIL), new_password="cinq autres mots bien rangés") == [303] + [410] * 19


def test_a_confirmation_makes_one_member(app):
    make_user(email=EMAIL, username="nadia", state="unconfirmed", password_hash=passwords.hashed(PASSWORD))
    actions.request_sign_in_link(EMAIL)
    found = statuses(app, last_link(EMAIL), password=PASSWORD)
    assert found.count(303) == 1
    assert set(found) <= {303, 410, 429}  # twenty passwords at once are also too many tries


def test_an_address_changes_once(app):
    user = make_user(email="ancienne@a.example", username="nadia")
    actions.change_email(user, EMAIL)
    assert statuses(app, last_link(EMAIL)) == [303] + [410] * 19


def test_of_two_people_who_take_one_address_one_gets_it(app):
    people = [make_user(), make_user()]
    links = []
    for person in people:
        actions.change_email(person, EMAIL)
        links.append(last_link(EMAIL))
    found = at_once(app, 2, lambda client: client.post(links.pop()).status_code)
    assert sorted(found) == [303, 410]
    assert User.query.filter_by(email=EMAIL).count() == 1


def test_two_organisers_who_invite_one_address_make_one_invitation(app):
    keys = [open_for(make_organiser()) for _ in range(4)]

    def invite(client):
        return signed_in(app, client, keys.pop()).post("/admin/invitations", data={"email": EMAIL}).status_code

    assert at_once(app, 4, invite) == [303] * 4
    assert Invitation.query.filter_by(email=EMAIL).count() == 1


SIGN_UP = {
    "first_name": "Nadia",
    "last_name": "Ferrand",
    "email": EMAIL,
    "password": PASSWORD,
    "function": "Directrice",
    "establishment": "D-ITEP Les Trois Ponts (Aude)",
    "charter": "y",
}


def test_an_invitation_makes_one_member(app):
    actions.invite(EMAIL, by=make_organiser())
    found = statuses(app, last_link(EMAIL), **SIGN_UP)
    assert found.count(303) == 1
    assert set(found) <= {200, 303, 410}
    assert User.query.filter_by(email=EMAIL).one().state == "active"


def test_a_double_click_makes_one_account(app):
    found = at_once(app, 4, lambda client: client.post("/inscription", data=SIGN_UP).status_code)
    assert found == [200] * 4
    assert User.query.filter_by(email=EMAIL).one().username == "nadia.ferrand"


def test_of_two_links_asked_at_once_one_lives(app):
    user = make_user(email=EMAIL, username="nadia")
    at_once(app, 4, lambda client: client.post("/connexion/lien", data={"email": EMAIL}).status_code)
    assert MailedLink.query.filter_by(user_id=user.id, used_at=None).count() == 1
