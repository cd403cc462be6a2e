"""The queue: one click admits, a reason refuses."""

from sqlalchemy import select

from forum.accounts.models import User
from forum.audit.queries import Wanted, entries
from forum.core.mail import OutboxMail
from tests.makers import make_establishment, make_user


def test_one_click_admits_and_the_person_is_a_member_at_once(log_in, db):
    place = make_establishment(is_known=False, name="D-ITEP Tout Neuf")
    waiting = make_user(state="pending", last_name="Attente", establishment_id=place.id, admitted_at=None)
    organiser, theirs = log_in(make_user(role="organiser")), log_in(waiting)
    page = organiser.get("/admin/admissions").text
    assert "Attente" in page
    assert "établissement à vérifier" in page
    assert theirs.get("/admin/admissions").status_code == 403
    assert organiser.post(f"/admin/admissions/{waiting.id}/admettre").status_code == 303
    assert db.session.get(User, waiting.id).is_member
    assert "Personne n’attend" in organiser.get("/admin/admissions").text
    assert entries(Wanted(verb="AccountAdmitted")).total == 1


def test_two_organisers_at_once_admit_once(log_in, db):
    waiting = make_user(state="pending")
    first, second = log_in(make_user(role="organiser")), log_in(make_user(role="organiser"))
    first.post(f"/admin/admissions/{waiting.id}/admettre")
    second.post(f"/admin/admissions/{waiting.id}/admettre")
    assert "avant vous" in second.get("/admin/admissions").text
    assert entries(Wanted(verb="AccountAdmitted")).total == 1


def test_refusing_takes_a_reason_which_is_mailed(log_in, db):
    waiting = make_user(state="pending", email="refus@exemple.fr")
    organiser = log_in(make_user(role="organiser"))
    url = f"/admin/admissions/{waiting.id}/refuser"
    assert organiser.get(url).status_code == 200
    answer = organiser.post(url, data={"reason": " "})
    assert answer.status_code == 422
    assert "data-focus" in answer.text
    assert organiser.post(url, data={"reason": "Réservé aux directions."}).status_code == 303
    assert db.session.get(User, waiting.id).state == "erased"
    mail = db.session.scalars(select(OutboxMail).filter_by(recipient="refus@exemple.fr")).one()
    assert "Réservé aux directions." in mail.text


def test_a_member_is_not_refused_any_more(log_in, db):
    member = make_user()
    organiser = log_in(make_user(role="organiser"))
    organiser.post(f"/admin/admissions/{member.id}/refuser", data={"reason": "Trop tard"})
    assert db.session.get(User, member.id).state == "active"
