"""Twelve at once save, begin or publish the same minutes: one does, the others are told, nothing is there twice.
Different minutes of one day are all published, each under numbers of its own."""

import pytest

from forum.accounts.models import User
from forum.core.db import db
from forum.meetings.actions import minutes as acts
from forum.meetings.blocks import load
from forum.meetings.models import Action, Decision, Meeting, Minutes, MinutesRevision
from forum.meetings.queries.minutes import latest
from forum.topics.models import Post
from tests.at_once import DONE, in_transactions
from tests.makers import make_organiser, make_series
from tests.meetings.minutes import action, decision, held_meeting, information, written

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


@pytest.mark.parametrize("is_first", [True, False], ids=["one series", "two of one short name"])
def test_minutes_of_one_day_published_at_once_share_the_count(app, is_first):
    by = make_organiser()
    series = [make_series(short_name="COOP", is_first=is_first) for _each in range(2)]
    meetings = [held_meeting(series=series[0 if is_first else n % 2]) for n in range(4)]
    texts = [written(decision("Oui"), action("Écrire"), meeting=meeting, author=by) for meeting in meetings]
    for minutes in texts:
        for state in ("review", "approved"):
            acts.settle(minutes, by, state, 2)
    keys, person = [minutes.id for minutes in texts], by.id
    publish = lambda number: acts.publish(the(Minutes, keys[number]), the(User, person), 2)  # noqa: E731
    assert in_transactions(app, 4, publish, acts.StaleMinutes) == [DONE] * 4
    for kind in (Decision, Action):
        rows = db.session.query(kind).order_by(kind.number).all()
        assert [row.number for row in rows] == [1, 2, 3, 4]
        for row in rows:
            minutes = Minutes.query.filter_by(meeting_id=row.meeting_id).one()
            assert row.code in the(Post, minutes.post_id).body
