"""A mail for each step of a registration; calendars follow."""

from datetime import timedelta

import pytest

from forum.core import jobs
from forum.core.clock import today
from forum.core.mail import OutboxMail
from forum.core.mail.delivery import compose
from forum.trainings.actions import admission
from forum.trainings.events import SessionChanged
from forum.trainings.mails.sessions import tell_of_change
from tests.makers import make_organiser, make_session, make_user
from tests.trainings.letters import kinds, last, letters, link_in, method_of, sequence_of
from tests.trainings.people import somebody

pytestmark = pytest.mark.usefixtures("at_work")


def register(session, person, source="self", by=None, **how):
    return admission.register(session, [person], by=by, source=source, **how)[0].registration


def test_a_seat_comes_with_the_date_for_the_calendar(db, training):
    session = make_session(training, city="Tarbes", venue="Salle du Lac")
    one = register(session, somebody(email="ana@essais.example"))
    letter = last("ana@essais.example")
    assert letter.subject.replace("\xa0", " ") == "Inscription confirmée : La coordination en dispositif"
    assert "Salle du Lac, Tarbes" in letter.text
    assert method_of(letter) == "REQUEST"
    for said in ("PARTSTAT=ACCEPTED", "RSVP=FALSE", f"UID:{session.uid}", "ORGANIZER", "ana@essais.example"):
        assert said in letter.calendar.replace("\r\n ", "")
    assert link_in(letter).startswith("/formations/inscription/")
    assert "text/calendar" in [part.get_content_type() for part in compose(letter).walk()]
    assert one.state == "confirmed"


def test_a_visitor_confirms_first(db, training):
    one = register(make_session(training), somebody(email="ana@essais.example"), source="visitor")
    letter = last("ana@essais.example")
    assert letter.kind == "trainings.confirm"
    assert "retenue jusqu’au 20 janvier à 11\xa0h" in letter.text.replace("20\xa0janvier", "20 janvier")
    assert letter.calendar is None
    admission.confirm_address(one)
    assert kinds("ana@essais.example") == ["confirm", "confirmed"]


def test_whoever_waits_is_told_the_rank_and_later_of_the_seat(db, training):
    session = make_session(training, capacity=1)
    first = register(session, somebody())
    register(session, somebody(email="ana@essais.example"))
    assert "au rang 1 de la liste" in last("ana@essais.example").text
    admission.cancel(first, "withdrawn")
    assert kinds("ana@essais.example") == ["waitlisted", "confirmed"]
    assert "Une place s’est libérée" in last("ana@essais.example").text


def test_an_offer_says_until_when(db, training):
    session = make_session(training, capacity=1, offer_hours=48)
    first = register(session, somebody())
    waiting = register(session, somebody(email="ana@essais.example"))
    admission.cancel(first, "withdrawn")
    letter = last("ana@essais.example")
    assert letter.kind == "trainings.offered"
    assert "22\xa0janvier à 9\xa0h" in letter.text
    assert not letter.calendar
    admission.accept_offer(waiting)
    assert method_of(last("ana@essais.example")) == "REQUEST"


def test_an_approval_is_asked_then_told(db, training):
    session = make_session(training, needs_approval=True)
    one = register(session, somebody(email="ana@essais.example"))
    admission.approve(one, make_organiser())
    other = register(session, somebody(email="leo@essais.example"))
    admission.turn_down(other, make_organiser(), note="La formation est réservée aux encadrants.")
    assert kinds("ana@essais.example") == ["awaiting", "confirmed"]
    assert kinds("leo@essais.example") == ["awaiting", "cancelled"]
    assert "réservée aux encadrants" in last("leo@essais.example").text
    assert not last("leo@essais.example").calendar


def test_a_colleague_is_told_by_whom_and_may_refuse(db, training):
    nadia = make_user(first_name="Nadia", last_name="Ferrand")
    session = make_session(training)
    register(session, somebody(email="ana@essais.example"), source="colleague", by=nadia)
    letter = last("ana@essais.example")
    assert "Nadia Ferrand vous a inscrit·e" in letter.text
    assert "Refuser cette inscription" in letter.text
    assert not letters(nadia.email)


def test_who_comes_no_more_loses_the_date_and_both_are_told(db, training):
    nadia = make_user(first_name="Nadia", last_name="Ferrand")
    one = register(make_session(training), somebody(email="ana@essais.example"), source="colleague", by=nadia)
    admission.cancel(one, "registrar", nadia)
    letter = last("ana@essais.example")
    assert method_of(letter) == "CANCEL"
    assert sequence_of(letter) > sequence_of(letters("ana@essais.example")[0])
    assert "Nadia Ferrand a annulé l’inscription" in letter.text
    assert "C’est noté" in last(nadia.email).text


def test_who_moves_has_one_date_in_the_calendar(db, training):
    session, other = make_session(training), make_session(training)
    one = register(session, somebody(email="ana@essais.example"))
    admission.move(one, other)
    about = {letter.calendar.split("UID:")[1].split()[0]: method_of(letter) for letter in letters("ana@essais.example")}
    assert about == {session.uid: "CANCEL", other.uid: "REQUEST"}


def test_a_shared_mailbox_keeps_the_date_as_long_as_one_of_it_comes(db, training):
    session = make_session(training)
    two = [register(session, somebody(email="service@essais.example")) for _ in range(2)]
    admission.cancel(two[0], "withdrawn")
    assert not last("service@essais.example").calendar
    admission.cancel(two[1], "withdrawn")
    assert method_of(last("service@essais.example")) == "CANCEL"


def test_a_cancelled_session_says_why_and_offers_the_others(db, training):
    session, other = make_session(training), make_session(training, city="Rodez")
    register(session, somebody(email="ana@essais.example"))
    admission.cancel_session(session, "La salle est inondée.", make_organiser())
    letter = last("ana@essais.example")
    assert letter.subject.startswith("Session annulée")
    assert "La salle est inondée." in letter.text
    assert "Rodez" in letter.text
    assert link_in(letter).endswith("/session")
    assert method_of(letter) == "CANCEL"
    assert other.state == "open"


def test_an_address_nobody_confirmed_is_left_alone(db, training, clock):
    register(make_session(training), somebody(email="ana@essais.example"), source="visitor")
    clock.forward(hours=3)
    jobs.run("trainings.expire")
    assert kinds("ana@essais.example") == ["confirm"]


# --- the days before ---------------------------------------------------------------------------------------


def told_after_a_day_of(clock, email: str, days: int) -> list[str]:
    clock.forward(days=days)
    jobs.run("trainings.call")
    jobs.run("trainings.call")
    return kinds(email)[1:]


def test_people_are_called_fifteen_days_before_and_reminded_twice(db, training, clock):
    session = make_session(training, day=today() + timedelta(days=20), address="3 place du Marché")
    register(session, somebody(email="ana@essais.example"))
    db.session.commit()
    assert told_after_a_day_of(clock, "ana@essais.example", 4) == []
    assert told_after_a_day_of(clock, "ana@essais.example", 1) == ["convocation"]
    assert "3 place du Marché" in last("ana@essais.example").text
    assert "9\xa0h – 12\xa0h\xa030, 13\xa0h\xa030 – 17\xa0h" in last("ana@essais.example").text
    assert told_after_a_day_of(clock, "ana@essais.example", 8) == ["convocation", "reminder"]
    assert told_after_a_day_of(clock, "ana@essais.example", 5) == ["convocation", "reminder"]
    assert told_after_a_day_of(clock, "ana@essais.example", 1) == ["convocation", "reminder", "reminder"]
    assert "demain" in last("ana@essais.example").subject


def test_a_machine_that_stood_still_catches_up_with_one_mail(db, training, clock):
    session = make_session(training, day=today() + timedelta(days=20))
    register(session, somebody(email="ana@essais.example"))
    db.session.commit()
    assert told_after_a_day_of(clock, "ana@essais.example", 14) == ["convocation"]
    register(session, somebody(email="leo@essais.example"))
    db.session.commit()
    assert told_after_a_day_of(clock, "leo@essais.example", 0) == ["convocation"]
    assert told_after_a_day_of(clock, "ana@essais.example", 7) == ["convocation"]


def test_only_those_with_a_seat_are_called(db, training, clock):
    session = make_session(training, capacity=1, day=today() + timedelta(days=3))
    first = register(session, somebody())
    register(session, somebody(email="ana@essais.example"))
    admission.cancel_session(make_session(training, day=today() + timedelta(days=3)), "Non.", make_organiser())
    db.session.commit()
    assert told_after_a_day_of(clock, "ana@essais.example", 0) == []
    admission.cancel(first, "withdrawn")
    db.session.commit()
    assert told_after_a_day_of(clock, "ana@essais.example", 0) == ["confirmed", "convocation"]


def test_who_waited_while_the_date_changed_is_called_once_they_have_a_seat(db, training, clock, in_a_request):
    session = make_session(training, capacity=1, day=today() + timedelta(days=3))
    first = register(session, somebody())
    register(session, somebody(email="ana@essais.example"))
    tell_of_change(SessionChanged(session, actor=make_organiser()))
    admission.cancel(first, "withdrawn")
    db.session.commit()
    assert told_after_a_day_of(clock, "ana@essais.example", 0) == ["changed", "confirmed", "convocation"]


def test_calling_takes_the_session_before_its_registrations(db, training, clock):
    """As whoever leaves at that moment does: in the other order each would wait for the other."""
    session = make_session(training, day=today() + timedelta(days=3))
    register(session, somebody())
    db.session.commit()
    before = session.lock_version
    jobs.run("trainings.call")
    db.session.refresh(session)
    assert session.lock_version == before + 1
    jobs.run("trainings.call")  # nobody to call: nothing is held
    db.session.refresh(session)
    assert session.lock_version == before + 1


def test_the_lines_of_a_mail_of_the_support_team_stay_lines(db, training, in_a_request):
    from forum.trainings.actions.mailing import mail_registrants

    session = make_session(training)
    register(session, somebody(email="ana@essais.example"))
    mail_registrants(session, make_organiser(), "confirmed", "Le jour", "Apportez :\n- un stylo\n- un cahier", "1")
    lines = [line.strip() for line in last("ana@essais.example").text.splitlines()]
    assert {"- un stylo", "- un cahier"} <= set(lines)


def test_nothing_waiting_says_a_former_date(db, training, clock, in_a_request):
    from forum.core.events import emit

    session = make_session(training, day=today() + timedelta(days=10))
    register(session, somebody(email="ana@essais.example"))
    db.session.commit()
    jobs.run("trainings.call")
    session.venue, session.sequence = "Salle haute", session.sequence + 1
    emit(SessionChanged(session, actor=make_organiser()))
    assert kinds("ana@essais.example") == ["confirmed", "changed"]
    letter = last("ana@essais.example")
    assert "Salle haute" in letter.text
    assert (method_of(letter), sequence_of(letter)) == ("REQUEST", 1)
    db.session.commit()
    jobs.run("trainings.call")
    assert kinds("ana@essais.example") == ["confirmed", "changed"]  # it said all that a convocation says


def test_a_change_is_told_to_whose_seat_is_held_and_not_to_whose_seat_has_lapsed(db, training, clock, in_a_request):
    session = make_session(training)
    register(session, somebody(email="ana@essais.example"), source="visitor")
    clock.forward(hours=1)
    register(session, somebody(email="lea@essais.example"), source="visitor")
    clock.forward(hours=1, minutes=30)  # the sweep has not passed yet
    tell_of_change(SessionChanged(session, actor=make_organiser()))
    assert (kinds("ana@essais.example"), kinds("lea@essais.example")) == (["confirm"], ["confirm", "changed"])


def test_mails_of_trainings_speak_their_readers_language(db, training):
    register(make_session(training), somebody(email="ana@essais.example", locale="en"))
    assert OutboxMail.query.one().subject.startswith("Registration confirmed")
