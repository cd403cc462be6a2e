"""Twenty-four at once: the last seat is one person's, and a person sits in one place at a time."""

from datetime import timedelta

import pytest

from forum.accounts.models import User
from forum.core.db import db
from forum.meetings.actions import workshops as actions
from forum.meetings.actions.holding import hold
from forum.meetings.actions.presence import Answer, answer
from forum.meetings.models import Meeting, Presence, Workshop, WorkshopSeat
from tests.at_once import DONE, in_transactions
from tests.makers import make_meeting, make_user
from tests.meetings.test_workshops import make_workshop

pytestmark = pytest.mark.race
THREADS = 24


def together(app, act) -> list[str]:
    return in_transactions(app, THREADS, act, actions.Refusal)


def test_a_workshop_is_never_fuller_than_its_seats(app):
    workshop_id = make_workshop(make_meeting(), capacity=5).id
    people = [make_user().id for _ in range(THREADS)]

    def join(number: int) -> None:
        actions.join(db.session.get_one(Workshop, workshop_id), db.session.get_one(User, people[number]))

    assert together(app, join).count(DONE) == 5
    assert WorkshopSeat.query.count() == 5


def test_one_person_is_in_one_of_all_workshops_at_a_time(app):
    meeting, person_id = make_meeting(), make_user().id
    ids = [make_workshop(meeting, title=f"Atelier {n}").id for n in range(THREADS)]

    def join(number: int) -> None:
        actions.join(db.session.get_one(Workshop, ids[number]), db.session.get_one(User, person_id))

    assert together(app, join).count(DONE) == 1
    assert WorkshopSeat.query.count() == 1


def test_capacity_and_seats_change_at_once_and_never_cross(app):
    """Half of them sign up while the other half lower the capacity."""
    meeting = make_meeting()
    workshop = make_workshop(meeting, capacity=12)
    workshop_id, by_id = workshop.id, make_user(role="organiser").id
    people = [make_user().id for _ in range(THREADS)]
    starts, ends = workshop.starts, workshop.starts + timedelta(hours=1)

    def act(number: int) -> None:
        row = db.session.get_one(Workshop, workshop_id)
        if number % 2:
            actions.join(row, db.session.get_one(User, people[number]))
        else:
            planned = actions.Plan("Territoire", starts, ends, capacity=max(1, 12 - number // 2))
            hold(row.meeting)
            db.session.refresh(row)
            actions.edit_workshop(row, planned, db.session.get_one(User, by_id), row.version)

    together(app, act)
    assert WorkshopSeat.query.count() <= Workshop.query.one().capacity


def test_answers_of_one_person_at_once_leave_one_row(app):
    meeting_id, person_id = make_meeting().id, make_user().id

    def say(number: int) -> None:
        meeting, person = db.session.get_one(Meeting, meeting_id), db.session.get_one(User, person_id)
        answer(meeting, person, Answer(("yes", "no", "maybe")[number % 3]))

    assert together(app, say) == [DONE] * THREADS
    assert Presence.query.count() == 1
