"""What happens elsewhere: people leave, establishments are made one."""

import pytest

from forum.accounts.actions import leave
from forum.accounts.jobs import purge
from forum.admin.actions.establishments import merge
from forum.core.db import db
from forum.trainings.actions import admission
from tests.makers import make_establishment, make_organiser, make_session, make_user
from tests.trainings.people import enter, states

pytestmark = pytest.mark.usefixtures("clock", "in_a_request")


def test_the_seats_of_who_leaves_go_to_the_next(app, clock):
    user, session = make_user(), make_session(capacity=1)
    people = [enter(session, user_id=user.id), enter(session)]
    leave(user, make_organiser())
    assert (states(people), people[0].reason) == (["cancelled", "confirmed"], "left")


def test_what_is_over_stays_as_it_was(app, clock):
    user, session = make_user(), make_session()
    one = enter(session, user_id=user.id)
    clock.set(session.starts_at)
    leave(user, None)
    assert one.state == "confirmed"


def test_two_spellings_of_a_house_share_one_share(app):
    gone, kept = make_establishment(), make_establishment()
    session = make_session(per_establishment=2)
    people = [enter(session, establishment_id=one.id) for one in (gone, kept)]
    merge(gone, kept, make_organiser())
    assert {one.house for one in people} == {str(kept.id)}
    assert enter(session, establishment_id=kept.id).state == "waitlisted"


def test_a_house_nobody_works_at_may_go_and_the_name_stays(app, clock):
    house = make_establishment(name="Tapé trop vite", is_known=False)
    one = enter(make_session(), establishment_id=house.id, establishment_name=house.name)
    clock.forward(days=20)
    purge()
    db.session.refresh(one)
    assert (one.establishment_id, one.establishment_name) == (None, "Tapé trop vite")
    admission.cancel(one, "withdrawn")
