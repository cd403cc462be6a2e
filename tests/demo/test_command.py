"""``flask demo``: prints the accounts once, changes nothing the second time, and never mixes with real people."""

import pytest
from sqlalchemy import func, select

from forum import demo
from forum.accounts.models import User
from forum.accounts.passwords import matches
from forum.demo import exchanges, loading, paper
from forum.topics.models import Topic
from tests.makers import make_user


@pytest.fixture(autouse=True)
def a_smaller_network(monkeypatch):
    """Everybody, but few of their discussions: enough for what is promised here."""
    whole = loading.discussions
    monkeypatch.setattr(loading, "discussions", lambda calendar: whole(calendar)[:3])
    monkeypatch.setattr(loading, "leave_marks", lambda *_: None)  # they stand on messages that are not there
    monkeypatch.setattr(exchanges, "draw", lambda one: paper.plain_pdf(one.pages))


@pytest.fixture
def loaded(db):
    accounts = loading.load()
    db.session.commit()
    return accounts


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=["demo", *arguments])


def test_the_accounts_printed_open_and_no_other_has_a_password(db, app):
    answer = run(app)
    assert answer.exit_code == 0, answer.output
    opened = [user for user in db.session.scalars(select(User)) if user.password_hash]
    assert len(opened) == 6
    for user in opened:
        line = next(line for line in answer.output.splitlines() if user.email in line)
        assert matches(line.split()[-1], user.password_hash)
    assert {user.role for user in opened} == {"member", "organiser", "administrator"}
    assert "pending" in {user.state for user in opened}


def test_a_second_time_changes_nothing(db, app, loaded):
    before = db.session.execute(select(User.email, User.password_hash)).all()
    answer = run(app, "--if-empty")
    assert answer.exit_code == 0 and "@" not in answer.output
    assert run(app).exit_code != 0
    assert db.session.execute(select(User.email, User.password_hash)).all() == before


def test_real_people_are_left_alone(db, app):
    make_user()
    db.session.commit()
    answer = run(app)
    assert answer.exit_code != 0 and "accounts" in answer.output
    assert run(app, "--if-empty").output == ""
    assert run(app, "--new-passwords").exit_code != 0
    assert db.session.scalar(select(func.count()).select_from(Topic)) == 0


def test_lost_passwords_can_be_made_anew(db, app, loaded):
    answer = run(app, "--new-passwords")
    assert answer.exit_code == 0
    assert not any(account.password in answer.output for account in loaded)
    assert all(account.email in answer.output for account in loaded)


def test_stopped_half_way_nothing_is_kept(db, app, monkeypatch):
    def stop(people):
        raise KeyboardInterrupt

    monkeypatch.setattr(loading, "leave_traces", stop)
    run(app)
    db.session.rollback()
    assert demo.is_empty()
