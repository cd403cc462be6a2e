"""Once the date for changing has passed: who waits leaves, who got the seat late gives it up."""

from datetime import timedelta

from forum.core import jobs
from forum.core.clock import now, today
from forum.trainings.actions import admission
from forum.trainings.models import Registration
from tests.makers import make_registration, make_session, make_user
from tests.trainings.letters import last
from tests.trainings.pages import changes
from tests.trainings.people import enter, register, somebody

LATE = "Il est trop tard pour changer par vous-même"


def soon(training, **facts):
    """A session in four days; the date for changing was yesterday."""
    day = today() + timedelta(days=4)
    return make_session(training, day=day, cancel_until=now() - timedelta(days=1), **facts)


def state_of(one: Registration) -> str:
    return Registration.query.filter_by(id=one.id).one().state


def test_the_waiting_list_is_left_until_the_session_begins(app, client, training, path):
    session = soon(training, capacity=1)
    with app.test_request_context():
        _seated, waiting = enter(session), enter(session)
    assert "Quitter la liste d’attente" in client.get(path(waiting)).text
    assert "la liste d’attente est quittée" in client.post(path(waiting), data={"act": "annuler"}).text


def test_who_got_the_seat_after_the_date_gives_it_up(app, client, clock, training, path):
    session = soon(training, capacity=1)
    with app.test_request_context():
        seated, waiting = enter(session), enter(session)
        admission.cancel(seated, "organiser")
    assert state_of(waiting) == "confirmed"
    assert LATE not in client.get(path(waiting)).text
    assert "est annulée" in client.post(path(waiting), data={"act": "annuler"}).text


def test_whom_a_colleague_registers_late_may_refuse_and_the_colleague_is_told(app, client, training, path):
    nadia = make_user()
    session = soon(training)
    with app.test_request_context():
        one = register(session, somebody(), source="colleague", by=nadia)[0].registration
    assert one is not None
    client.post(path(one), data={"act": "annuler", "note": "Je suis en congé."})
    assert state_of(one) == "cancelled"
    letter = last(nadia.email)
    assert letter.kind == "notifications.training_colleague"
    assert "congé" not in letter.text


def test_who_had_the_seat_before_the_date_is_told_whom_to_write_to(db, client, clock, training, path):
    session = make_session(training, cancel_until=now() + timedelta(days=1))
    one = make_registration(session)
    clock.forward(days=16)
    assert LATE in client.get(path(one)).text
    assert client.post(path(one), data={"act": "annuler"}).status_code == 409
    jobs.run("trainings.call")
    letter = last(one.email).text
    assert "écrivez à l’équipe d’appui" in letter and "par le lien" not in letter


def test_a_session_moved_forward_closes_when_it_begins(app, client, clock, training):
    """The date until which one registers was that of the former day."""
    session = make_session(training, day=today() + timedelta(days=2), closes_at=now() + timedelta(days=30))
    session.cancel_until = session.closes_at
    assert session.takes_registrations and session.takes_changes
    clock.forward(days=3)
    assert not session.takes_registrations and not session.takes_changes
    assert "Carcassonne" not in client.get(f"{training.url}/inscription").text


def test_dates_that_contradict_the_day_are_refused(log_in, training):
    from tests.makers import make_organiser

    session, organiser = make_session(training), log_in(make_organiser())
    after, yesterday = session.day + timedelta(days=1), today() - timedelta(days=1)
    for wrong, sentence in (
        ({"closes_on": after.isoformat()}, "au plus tard le jour de la session"),
        ({"cancel_on": after.isoformat()}, "au plus tard le jour de la session"),
        ({"opens_on": "2022-03-09", "closes_on": "2022-03-02"}, "avant de s’ouvrir"),
        ({"day": yesterday.isoformat()}, "Ce jour est passé"),
    ):
        answer = organiser.post(f"{session.url}/modifier", data=changes(session, **wrong))
        assert answer.status_code == 422 and sentence in answer.text, wrong
