"""The audit log holds the acts, and none of the words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from forum.audit.queries import Wanted, entries, verbs
from forum.core import jobs
from forum.core.events import Audited, emit
from tests.makers import make_group, make_user


@dataclass(frozen=True)
class ThingDone(Audited):
    thing: Any


@dataclass(frozen=True)
class OtherDone(Audited):
    thing: Any


def test_an_act_is_written_down_with_who_what_before_and_after(app):
    boss, group = make_user(), make_group()
    emit(ThingDone(group, actor=boss, before={"name": "A"}, after={"name": "B"}))
    (entry,) = entries().rows
    assert (entry.actor, entry.verb, entry.subject_kind, entry.subject_id) == (boss, "ThingDone", "Group", group.id)
    assert (entry.before, entry.after) == ({"name": "A"}, {"name": "B"})


def test_an_event_that_is_not_audited_is_not_written_down(app):
    emit(object())
    assert entries().total == 0


def test_no_words_of_a_message_reach_the_log(app):
    secret = "Nous avons parlé de la famille."
    emit(
        ThingDone(make_group(), before={"title": secret, "body": secret}, after={"note": secret * 20, "state": "open"})
    )
    (entry,) = entries().rows
    assert "famille" not in str(entry.before) + str(entry.after)
    assert entry.after["state"] == "open"


def test_the_log_is_filtered_and_paged(app):
    boss, other, group = make_user(), make_user(), make_group()
    for _n in range(51):
        emit(ThingDone(group, actor=boss))
    emit(OtherDone(group, actor=other))
    assert verbs() == ["OtherDone", "ThingDone"]
    assert [entry.actor for entry in entries(Wanted(verb="OtherDone")).rows] == [other]
    assert entries(Wanted(actor_id=boss.id)).total == 51
    assert (len(entries().rows), len(entries(page=2).rows), entries().count) == (50, 2, 2)
    assert entries().rows[0].verb == "OtherDone"


def test_days_are_those_of_paris(app, clock):
    clock.set(datetime(2031, 3, 4, 23, 30, tzinfo=UTC))  # half past midnight on the 5th in Paris
    emit(ThingDone(make_group()))
    day = date(2031, 3, 5)
    assert entries(Wanted(since=day, until=day)).total == 1
    assert entries(Wanted(until=day - timedelta(days=1))).total == 0


def test_acts_are_forgotten_after_a_year(app, clock):
    emit(ThingDone(make_group()))
    clock.forward(days=366)
    emit(OtherDone(make_group()))
    jobs.run("audit.purge")
    assert verbs() == ["OtherDone"]
