"""Accounts: finding one, and what may be done to it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.accounts.models import User, UserSession
from forum.audit.queries import Wanted, entries
from forum.core.clock import now, today
from forum.core.mail import OutboxMail
from tests.makers import make_establishment, make_user


@pytest.fixture
def boss(log_in):
    return log_in(make_user(role="administrator", first_name="Ada", last_name="Régie"))


@pytest.fixture
def organiser(log_in):
    return log_in(make_user(role="organiser", first_name="Odile", last_name="Appui"))


def names_on(page: str) -> str:
    return page[page.index("<tbody") :] if "<tbody" in page else ""


def test_the_search_ignores_accents_and_case(organiser):
    make_user(first_name="Hélène", last_name="Ségur")
    make_user(first_name="Bruno", last_name="Vidal")
    page = names_on(organiser.get("/admin/comptes?q=HELENE seg").text)
    assert "Hélène Ségur" in page
    assert "Vidal" not in page


def test_filters_add_up(organiser):
    place = make_establishment()
    make_user(last_name="Aaa", establishment_id=place.id, state="left")
    make_user(last_name="Bbb", establishment_id=place.id)
    make_user(last_name="Ccc", suspended_until=now() + timedelta(days=3))
    page = names_on(organiser.get(f"/admin/comptes?etat=left&etablissement={place.id}").text)
    assert ("Aaa" in page, "Bbb" in page, "Ccc" in page) == (True, False, False)
    page = names_on(organiser.get("/admin/comptes?etat=suspended&role=member").text)
    assert ("Aaa" in page, "Bbb" in page, "Ccc" in page) == (False, False, True)


def test_an_empty_search_says_what_to_do(organiser):
    assert "Enlevez un filtre" in organiser.get("/admin/comptes?q=introuvable").text


def test_nonsense_in_the_address_of_the_list_is_harmless(organiser):
    assert organiser.get("/admin/comptes?etat=x&role=y&etablissement=z&page=-3").status_code == 200


def test_an_administrator_changes_a_role_and_it_is_noted(boss, db):
    user = make_user()
    assert boss.post(f"/admin/comptes/{user.id}/role", data={"role": "organiser"}).status_code == 303
    assert db.session.get(User, user.id).role == "organiser"
    (entry,) = entries(Wanted(verb="RoleChanged")).rows
    assert (entry.actor.last_name, entry.before, entry.after) == ("Régie", {"role": "member"}, {"role": "organiser"})


@pytest.mark.parametrize("role", ["", "owner"])
def test_a_role_that_does_not_exist_is_refused(boss, db, role):
    user = make_user()
    assert boss.post(f"/admin/comptes/{user.id}/role", data={"role": role}).status_code == 422
    assert db.session.get(User, user.id).role == "member"


def test_nobody_changes_their_own_role_nor_an_organiser_anybodys(log_in, organiser, db):
    me, user = make_user(role="administrator"), make_user()
    assert log_in(me).post(f"/admin/comptes/{me.id}/role", data={"role": "member"}).status_code == 403
    assert organiser.post(f"/admin/comptes/{user.id}/role", data={"role": "administrator"}).status_code == 403


def test_suspending_takes_a_day_and_a_reason_and_ends_every_session(organiser, log_in, db):
    user = make_user()
    theirs = log_in(user)
    answer = organiser.post(f"/admin/comptes/{user.id}/suspension", data={"until": "", "reason": "Propos répétés"})
    assert answer.status_code == 422
    assert "Propos répétés" in answer.text
    assert 'aria-invalid="true"' in answer.text
    day = today() + timedelta(days=7)
    url = f"/admin/comptes/{user.id}/suspension"
    assert organiser.post(url, data={"until": day.isoformat(), "reason": "Propos répétés"}).status_code == 303
    assert db.session.get(User, user.id).is_suspended
    assert theirs.get("/preferences").status_code == 303
    assert "Propos répétés" in organiser.get(f"/admin/comptes/{user.id}").text
    assert "Propos" not in str([(e.before, e.after) for e in entries().rows])
    assert organiser.post(f"/admin/comptes/{user.id}/fin-de-suspension").status_code == 303
    assert not db.session.get(User, user.id).is_suspended


def test_a_suspension_ends_neither_in_the_past_nor_after_all_time(organiser, db):
    user = make_user()
    for day in ((today() - timedelta(days=1)).isoformat(), "9999-12-31"):
        data = {"until": day, "reason": "x"}
        assert organiser.post(f"/admin/comptes/{user.id}/suspension", data=data).status_code == 422
    assert not db.session.get(User, user.id).is_suspended


@pytest.mark.parametrize("act", ["suspension", "deconnexion", "lien", "depart", "fin-de-suspension"])
def test_an_organiser_does_nothing_to_an_administrator(organiser, act):
    chief = make_user(role="administrator")
    assert organiser.post(f"/admin/comptes/{chief.id}/{act}").status_code == 403


def test_signing_someone_out_everywhere_is_noted_with_who_did_it(organiser, log_in, db):
    user = make_user()
    log_in(user)
    assert organiser.post(f"/admin/comptes/{user.id}/deconnexion").status_code == 303
    assert not db.session.scalars(select(UserSession).filter_by(user_id=user.id)).all()
    assert entries(Wanted(verb="SignedOutEverywhere")).rows[0].actor.last_name == "Appui"


def test_someone_who_never_got_the_link_gets_another(organiser, db):
    user = make_user(state="unconfirmed")
    assert organiser.post(f"/admin/comptes/{user.id}/lien").status_code == 303
    assert db.session.scalars(select(OutboxMail.kind)).all() == ["accounts.confirm"]


def test_a_departure_is_asked_twice_and_keeps_the_name(organiser, db):
    user = make_user(first_name="Rose", last_name="Palmier")
    assert "Rose Palmier" in organiser.get(f"/admin/comptes/{user.id}/depart").text
    assert db.session.get(User, user.id).state == "active"
    assert organiser.post(f"/admin/comptes/{user.id}/depart").status_code == 303
    assert db.session.get(User, user.id).state == "left"
    assert "Rose Palmier" in organiser.get("/admin/comptes?etat=left").text


def test_whoever_left_can_come_back_and_is_found_again(organiser, db):
    user = make_user(last_name="Palmier", state="left")
    assert "Noter son retour" in organiser.get(f"/admin/comptes/{user.id}").text
    assert organiser.post(f"/admin/comptes/{user.id}/retour").status_code == 303
    assert db.session.get(type(user), user.id).state == "active"
    assert "Palmier" in organiser.get("/recherche?q=palmier").text
