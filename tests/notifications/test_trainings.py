"""Who is told, in the site and by mail, that a registration for a training changes."""

import pytest

from forum.core.mail import OutboxMail
from forum.notifications.actions import switch_mail
from forum.notifications.models import Notification
from forum.trainings.actions import admission
from tests.makers import make_organiser, make_session, make_training, make_user
from tests.trainings.people import enter, register, somebody

pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def session(app):
    return make_session(make_training(title="La coordination en dispositif"), city="Tarbes", capacity=1)


def told(person) -> list[str]:
    return [row.kind for row in Notification.query.filter_by(user_id=person.id).order_by(Notification.id)]


def mailed(person) -> list[str]:
    mails = OutboxMail.query.filter_by(recipient=person.email).order_by(OutboxMail.id)
    return [mail.kind for mail in mails if mail.kind.startswith("notifications.")]


def test_who_registered_a_colleague_hears_of_the_seat_and_of_a_refusal(session, log_in):
    nadia, first = make_user(), enter(session)
    one = register(session, somebody(first_name="Hugo"), source="colleague", by=nadia)[0].registration
    assert told(nadia) == []  # what one has just done needs no telling
    admission.cancel(first, "withdrawn")
    admission.cancel(one, "refused")
    assert told(nadia) == ["training_colleague"] * 2
    assert mailed(nadia) == ["notifications.training_colleague"] * 2
    page = log_in(nadia).get("/notifications").text
    assert "L’inscription d’un ou d’une collègue change" in page
    assert "Tarbes" in page
    row = Notification.query.filter_by(user_id=nadia.id).first()
    assert "Hugo" not in str(row.data)
    assert log_in(nadia).get(f"/notifications/{row.id}").location == f"/mes-inscriptions/{one.id}"


def test_the_switch_stops_the_mail_and_not_the_line(session):
    nadia = make_user()
    one = register(session, somebody(), source="colleague", by=nadia)[0].registration
    switch_mail(nadia, "training_colleague", False)
    admission.cancel(one, "refused")
    assert (told(nadia), mailed(nadia)) == (["training_colleague"], [])


def test_a_member_is_told_of_what_others_do_with_their_registration(session, log_in):
    karim, nadia = make_user(), make_user()
    own = somebody(user_id=karim.id, email=karim.email)
    one = register(session, own, source="colleague", by=nadia)[0].registration
    admission.cancel(one, "registrar", nadia)
    assert told(karim) == ["training_seat"] * 2
    assert mailed(karim) == []  # the mail with the date for the calendar is enough
    assert told(nadia) == []
    page = log_in(karim).get("/preferences/notifications").text
    assert 'name="training_colleague"' in page
    assert 'name="training_seat"' not in page
    assert 'name="training_request"' not in page


def test_the_support_team_is_asked_for_its_approval(app):
    helene = make_organiser()
    enter(make_session(needs_approval=True))
    assert told(helene) == ["training_request"]
    assert mailed(helene) == ["notifications.training_request"]


def test_nobody_is_told_of_an_address_that_was_never_confirmed(session, clock):
    karim = make_user()
    enter(session, source="visitor", user_id=karim.id)
    clock.forward(hours=3)
    admission.expire()
    assert told(karim) == []
