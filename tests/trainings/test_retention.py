"""What is kept goes when its time is over, class by class; the dry run says it before, the log after."""

from datetime import timedelta

import pytest

from forum.core.clock import frozen, now, today
from forum.core.db import db
from forum.trainings import retention
from forum.trainings.actions import admission, attendance, certificates
from forum.trainings.models import (
    Certificate,
    Purge,
    Registration,
    RegistrationAnswer,
    RegistrationEvent,
    Signature,
    TrainingQuestion,
)
from tests.makers import added, make_organiser, make_registration, make_session, make_training, make_user

PROVIDER = {"provider": "Organisme", "provider_signatory": "Anne Martin"}
pytestmark = pytest.mark.usefixtures("clock")  # at ten: the day has begun


@pytest.fixture
def session(in_a_request):
    return make_session(make_training(**PROVIDER), day=today())


def due() -> dict[str, int]:
    return {one.kind.name: one.rows for one in retention.due() if one.rows}


def later(days: int):
    return frozen(now() + timedelta(days=days))


def test_a_dry_run_deletes_nothing(session):
    make_registration(session, needs="Fauteuil roulant")
    with later(60):
        assert due() == {"needs": 1}
        assert due() == {"needs": 1}
    assert Registration.query.one().needs and not Purge.query.count()


def test_needs_go_after_a_month_and_the_log_says_how_many(session):
    make_registration(session, needs="Fauteuil roulant")
    with later(29):
        assert not due()
    with later(31):
        retention.purge()
        assert not due()
    assert Registration.query.one().needs == ""
    line = Purge.query.one()
    assert (line.kind, line.rows) == ("needs", 1)


def test_answers_go_on_the_day_that_was_announced(session):
    kind = {"kind": "text", "wording": "Repas ?", "purpose": "Commander", "purge_on": today() + timedelta(days=10)}
    question = added(TrainingQuestion(training_id=session.training_id, **kind))
    row = make_registration(session)
    added(RegistrationAnswer(registration_id=row.id, question_id=question.id, value="Sans gluten"))
    with later(9):
        assert not due()
    with later(10):
        retention.purge()
    assert not RegistrationAnswer.query.count()


def test_what_was_never_confirmed_or_was_cancelled_goes_whole(session):
    make_registration(session, state="cancelled", reason="unconfirmed")
    make_registration(session, state="cancelled", reason="withdrawn")
    kept = make_registration(session)
    with later(15):
        assert due() == {"unconfirmed": 1}
        retention.purge()
    with later(370):
        retention.purge()
    assert [row.id for row in Registration.query.all()] == [kept.id]
    assert {row.registration_id for row in RegistrationEvent.query.all()} == {kept.id}


def test_evidence_goes_last_and_leaves_the_figures(session):
    where = {"establishment_name": "ITEP des Essais", "house": "itep des essais", "department": "31"}
    row = make_registration(session, needs="", user_id=make_user().id, function="Directrice", **where)
    attendance.sign(session.slots[0], row, make_organiser())
    attendance.close_day(session, make_organiser())
    first = certificates.issue(row, make_organiser())
    row.last_name = "Corrigé"
    db.session.flush()
    assert certificates.issue(row, make_organiser()) is not first
    with later(2189):
        retention.purge()
        assert Certificate.query.count() == 2
    with later(2191):
        retention.purge()
        assert not due()
    gone = Registration.query.one()
    assert (gone.first_name, gone.last_name, gone.email, gone.user_id) == ("", "", "", None)
    assert (gone.establishment_id, gone.establishment_name, gone.house) == (None, "", "")
    assert (gone.state, gone.function, gone.department) == ("attended", "Directrice", "31")  # what the figures say
    assert not Certificate.query.count() and not Signature.query.count()


def test_where_somebody_came_from_is_forgotten_when_the_link_leads_to_nobody_who_comes(session):
    one = make_registration(session)
    other = make_session(session.training, day=today() + timedelta(days=400))
    moved = admission.move(one, other).registration
    with later(380):
        retention.purge()
        assert Registration.query.filter_by(email=one.email).count() == 2  # the link of the first mail leads on
    with frozen(other.ends_at):
        attendance.sign(other.slots[0], moved, make_organiser())
        attendance.close_day(other, make_organiser())
    with later(3000):
        retention.purge()
        retention.purge()
    assert [(row.state, row.email) for row in Registration.query.all()] == [("attended", "")]


def test_no_name_outlives_the_evidence(session):
    """Not even of who moved to a session that nobody ever closed."""
    admission.move(make_registration(session), make_session(session.training, day=today() + timedelta(days=3)))
    with later(2200):
        retention.purge()
    assert {(row.last_name, row.email) for row in Registration.query.all()} == {("", "")}


def test_the_journal_that_stays_names_nobody(session):
    me = make_user()
    row = make_registration(session, user_id=me.id)
    for line in RegistrationEvent.query.filter_by(registration_id=row.id):
        line.actor_id = me.id
    db.session.flush()
    with later(2191):
        retention.purge()
    assert [line.actor_id for line in RegistrationEvent.query.all()] == [None]


def test_the_page_shows_the_dry_run_and_only_administrators_delete(log_in, db):
    session = make_session(day=today())
    make_registration(session, needs="Fauteuil roulant")
    with later(60):
        admin = log_in(make_user(role="administrator"))
        assert "Besoins particuliers" in admin.get("/formations/conservation").text
        assert log_in(make_organiser()).post("/formations/conservation").status_code == 403
        assert Registration.query.one().needs
        admin.post("/formations/conservation")
    assert not Registration.query.one().needs
    assert Purge.query.one().by_id


def test_the_command_says_what_would_go_before_it_goes(app):
    make_registration(make_session(day=today()), needs="Fauteuil roulant")
    db.session.commit()
    with later(60):
        said = app.test_cli_runner().invoke(args=["trainings", "purge", "--dry-run"])
        assert (
            said.exit_code == 0 and "1  Besoins particuliers" in said.output and "Nothing was deleted." in said.output
        )
        assert Registration.query.one().needs
        assert "1 rows deleted." in app.test_cli_runner().invoke(args=["trainings", "purge"]).output
        db.session.expire_all()
        assert not Registration.query.one().needs and Purge.query.one().by_id is None
