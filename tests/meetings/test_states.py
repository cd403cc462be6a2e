"""The life of a meeting, whatever is tried in whatever order: only the ways of the plan are open."""

from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from forum.calendar.models import Room
from forum.calendar.times import Span
from forum.core.clock import frozen
from forum.core.db import db
from forum.meetings.actions import meeting as actions
from forum.meetings.actions.meeting import Facts, RoomWish
from forum.meetings.models import Meeting
from tests.makers import added, make_organiser, make_series

STARTS = datetime(2030, 2, 6, 10)
WAYS = {
    "draft": {"schedule": "scheduled"},
    "scheduled": {"hold": "held", "cancel": "cancelled"},
    "held": {"close": "closed"},
    "closed": {},
    "cancelled": {},
}


class Life(RuleBasedStateMachine):
    @initialize()
    def plan(self):
        self.by = make_organiser()
        room = added(Room(name="Salle"))
        wish = RoomWish(room, confirm=True)
        span = Span(STARTS, STARTS.replace(hour=16, minute=30))
        facts = Facts("Réunion du {date}")
        self.meeting = actions.create_meetings(make_series(), self.by, [span], facts, wish, publish=False)[0]
        self.state, self.began, self.sequence = "draft", False, self.meeting.sequence
        self.uid, self.topic_id = self.meeting.uid, None

    @rule()
    def begin(self):
        self.began = True

    @rule()
    def schedule(self):
        self.attempt("schedule", lambda: actions.schedule(self.meeting, self.by))

    @rule()
    def cancel(self):
        self.attempt("cancel", lambda: actions.cancel_meeting(self.meeting, self.by, "Neige"))

    @rule()
    def close(self):
        self.attempt("close", lambda: actions.close_meeting(self.meeting, self.by))

    @rule()
    def hold(self):
        self.attempt("hold", lambda: actions.hold_meeting(self.meeting, self.by), also=self.began)

    def attempt(self, verb, act, also=True):
        at = self.meeting.starts_at + timedelta(hours=1 if self.began else -1)
        target = WAYS[self.state].get(verb) if also else None
        with frozen(at):
            if target:
                act()
                self.state = target
            else:
                with pytest.raises(actions.NotNow):
                    act()

    @invariant()
    def the_row_says_what_happened(self):
        if not hasattr(self, "meeting"):
            return
        found = db.session.get_one(Meeting, self.meeting.id)
        assert found.state == self.state
        assert found.uid == self.uid
        assert (found.topic_id is None) == (self.state == "draft")
        assert (found.cancelled_at is not None) == (self.state == "cancelled")
        assert found.booking.is_cancelled == (self.state == "cancelled")
        assert found.sequence >= self.sequence
        self.sequence = found.sequence


def test_a_meeting_goes_only_the_ways_of_its_life(db):
    run_state_machine_as_test(Life, settings=settings(max_examples=15, stateful_step_count=10, deadline=None))
