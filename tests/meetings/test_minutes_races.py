"""Twelve at once save, begin or publish the same minutes: one does, the others are told, nothing is there twice."""

import pytest

from forum.accounts.models import User
from forum.core.db import db
from forum.meetings.actions import minutes as acts
from forum.meetings.blocks import load
from forum.meetings.models import Decision, Meeting, Minutes, MinutesRevision
from forum.meetings.queries.minutes import latest
from tests.at_once import DONE, in_transactions
from tests.makers import make_organiser
from tests.meetings.minutes import decision, held_meeting, information, written

pytestmark = pytest.mark.race
THREADS = 12


def together(app, act) -> list[str]:
    return in_transactions(app, THREADS, act, acts.StaleMinutes)


def the(kind, key):
    return db.session.get_one(kind, key)


def test_of_many_saves_on_one_base_one_is_kept(app):
    by = make_organiser()
    minutes = written(information("Avant"), author=by)
    key, person = minutes.id, by.id

    def save(number: int) -> None:
        acts.save(the(Minutes, key), the(User, person), [information(f"Texte {number}")], 2)

    results = together(app, save)
    assert results.count(DONE) == 1
    rows = MinutesRevision.query.filter_by(minutes_id=key).all()
    assert len(rows) == the(Minutes, key).number == 3
    assert load(latest(the(Minutes, key)).blocks)[0].text == f"Texte {results.index(DONE)}"


def test_minutes_begin_once(app):
    meeting, person = held_meeting().id, make_organiser().id
    together(app, lambda _number: acts.start(the(Meeting, meeting), the(User, person)))
    assert Minutes.query.count() == MinutesRevision.query.count() == 1


def test_minutes_are_published_and_numbered_once(app):
    by = make_organiser()
    minutes = written(decision("Oui"), author=by)
    for state in ("review", "approved"):
        acts.settle(minutes, by, state, 2)
    key, person, topic = minutes.id, by.id, minutes.meeting.topic
    before = topic.last_number
    results = together(app, lambda _number: acts.publish(the(Minutes, key), the(User, person), 2))
    assert results.count(DONE) == 1
    db.session.refresh(topic)
    assert (Decision.query.count(), topic.last_number) == (1, before + 1)
