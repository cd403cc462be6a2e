"""A machine that registers, confirms, approves, offers, moves, cancels, resizes… and looks at all of it each time."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from forum.core import clock
from forum.core.db import db
from forum.core.events import listen, listeners
from forum.trainings.actions import admission
from forum.trainings.actions.admission.admit import together_with
from forum.trainings.events import RegistrationChanged
from forum.trainings.models import Registration
from tests.clock import StoppedClock
from tests.makers import make_organiser, make_session, make_training, make_user
from tests.trainings import admission_machine as looked
from tests.trainings.people import somebody

ANY = st.integers(0, 60)
STATES = ("pending", "confirmed", "waitlisted", "attended")
BEGIN = datetime(2031, 3, 5, 9, 0, tzinfo=UTC)
SESSIONS = st.fixed_dictionaries(
    {
        "capacity": st.integers(2, 4),
        "reserved": st.integers(0, 1),
        "per_establishment": st.sampled_from((None, 1, 2)),
        "needs_approval": st.booleans(),
        "has_waitlist": st.sampled_from((True, True, True, False)),
        "offer_hours": st.sampled_from((None, 48)),
    }
)


class Admission(RuleBasedStateMachine):
    """Two sessions of one action; ten people of four houses, so that names come back and shares are used up."""

    @initialize(first=SESSIONS, second=SESSIONS)
    def begin(self, first, second):
        self.clock = StoppedClock(BEGIN)
        self.by, self.member = make_organiser(), make_user()
        training = make_training()
        days = [(BEGIN + timedelta(days=n)).date() for n in (9, 30)]
        self.sessions = [make_session(training, day=day, **how) for day, how in zip(days, (first, second), strict=True)]
        self.people = [somebody(establishment_name=("Nord", "Sud", "Est", "")[n % 4]) for n in range(10)]
        self.memory = looked.Memory()
        self.told: dict[int, list[tuple[str, str]]] = defaultdict(list)
        listen(RegistrationChanged)(self.hear)
        self.themselves(0, [0, 2, 5, 3, 6])

    @rule(where=ANY, who=st.lists(st.integers(0, 9), min_size=1, max_size=3), whole=st.booleans())
    def colleagues(self, where, who, whole):
        self.register(where, who, source="colleague", by=self.member, whole=whole)

    @rule(where=ANY, who=st.lists(st.integers(0, 9), min_size=1, max_size=4))
    def themselves(self, where, who):
        """One after the other: a member, a visitor, a member…"""
        for place, one in enumerate(who):
            source, by = (("visitor", None), ("self", self.member))[(one + place) % 2]
            self.register(where, [one], source=source, by=by)
            self.all_is_well()

    @rule(
        where=ANY,
        who=st.lists(st.integers(0, 9), min_size=1, max_size=2),
        on_reserved=st.booleans(),
        whole=st.booleans(),
    )
    def telephone(self, where, who, on_reserved, whole):
        self.register(where, who, source="organiser", by=self.by, on_reserved=on_reserved, whole=whole)

    @rule(which=ANY)
    def confirm_address(self, which):
        self.one(which, ("pending", "waitlisted"), admission.confirm_address)

    @rule(which=ANY, says_yes=st.booleans())
    def answer_offer(self, which, says_yes):
        self.one(which, ("pending",), admission.accept_offer if says_yes else admission.decline_offer)

    @rule(which=ANY, says_yes=st.booleans())
    def settle(self, which, says_yes):
        self.one(
            which, ("pending",), lambda one: (admission.approve if says_yes else admission.turn_down)(one, self.by)
        )

    @rule(which=ANY)
    def give_reserved(self, which):
        def give(one: Registration) -> None:
            together = {other.id for other in together_with(one)}
            admission.give_reserved(one, self.by)
            self.memory.favoured = together

        self.one(which, ("waitlisted",), give)

    @rule(which=ANY)
    def cancel(self, which):
        self.one(which, STATES, lambda one: admission.cancel(one, "withdrawn"))

    @rule(which=ANY, by_organiser=st.booleans(), waitlist=st.booleans())
    def move(self, which, by_organiser, waitlist):
        def move(one: Registration) -> None:
            self.memory.entering = [one.person]
            to = next(session for session in self.sessions if session.id != one.session_id)
            admission.move(one, to, self.by if by_organiser else None, waitlist=waitlist)

        self.one(which, ("pending", "confirmed", "waitlisted"), move)

    @rule(where=ANY, more=st.integers(-2, 2), reserved=st.integers(0, 2), cap=st.sampled_from((None, 1, 2)))
    def resize(self, where, more, reserved, cap):
        session = self.session(where)
        self.attempt(lambda: admission.resize(session, session.capacity + more, reserved, cap, self.by))

    @rule(hours=st.sampled_from((1, 2, 48)))
    def expire(self, hours):
        self.clock.forward(hours=hours)
        self.attempt(admission.expire)

    @rule(which=ANY, state=st.sampled_from(("attended", "no_show")), note=st.sampled_from(("", "Erreur")))
    def mark(self, which, state, note):
        if not which % 3:  # the day has come
            self.clock.set(max(clock.now(), self.sessions[0].starts_at))
        self.one(which, ("confirmed", "attended", "no_show"), lambda one: admission.mark(one, state, self.by, note))

    @rule(where=ANY, is_sure=st.integers(0, 3))
    def close_or_open(self, where, is_sure):
        session = self.session(where)
        if not is_sure or session.state == "closed":
            act = admission.close_session if session.state == "open" else admission.open_session
            self.attempt(lambda: act(session, self.by))

    @rule(where=ANY, is_sure=st.integers(0, 9))
    def cancel_session(self, where, is_sure):
        if not is_sure:
            self.attempt(lambda: admission.cancel_session(self.session(where), "Neige", self.by))

    @rule(where=ANY, is_sure=st.integers(0, 3))
    def held(self, where, is_sure):
        if not is_sure or clock.now() > self.sessions[0].starts_at:
            self.attempt(lambda: admission.mark_held(self.session(where), self.by))

    @invariant()
    def all_is_well(self):
        if not hasattr(self, "sessions"):
            return
        everybody, seen = looked.rows(), [looked.Seen.of(session) for session in self.sessions]
        for one in seen:
            for look in looked.OF_SESSIONS:
                look(one, self.memory)
        looked.nobody_is_registered_twice(everybody)
        looked.states_go_where_they_may(everybody, self.memory)
        looked.journals_give_the_state(everybody)
        looked.what_was_told_is_the_state(everybody, self.told)
        self.remember(everybody, seen)

    def remember(self, everybody, seen):
        lines = {one.session.id: [each.id for unit in one.line for each in unit] for one in seen}
        self.memory = looked.Memory({one.id: one.state for one in everybody}, lines)

    def register(self, where, who, **how):
        people = [self.people[n] for n in who]
        self.memory.entering = [person.key for person in people]

        def act() -> None:
            lines = admission.register(self.session(where), people, **how)
            assert [line.person for line in lines] == people
            for line in lines:
                assert (line.registration is None) == (line.outcome == "full")
                assert line.outcome in ("duplicate", "full") or line.registration.state == line.outcome

        self.attempt(act)

    def one(self, which: int, states: tuple[str, ...], act: Callable[[Registration], Any]) -> None:
        """Do it to one of those in ``states``; now and then to any."""
        among = [one for one in looked.rows() if one.state in states or not which % 7]
        if among:
            self.attempt(lambda: act(among[which % len(among)]))

    def attempt(self, act: Callable[[], Any]) -> None:
        """A refusal leaves everything as it was."""
        before = self.snapshot()
        try:
            act()
        except admission.Refusal:
            assert self.snapshot() == before

    def snapshot(self):
        told = sum(len(lines) for lines in self.told.values())
        sizes = [(one.state, one.capacity, one.reserved, one.per_establishment) for one in self.sessions]
        return (
            [(one.id, one.standing, one.waitlist_pos, one.reason, one.expires_at) for one in looked.rows()],
            sizes,
            told,
        )

    def session(self, where):
        return self.sessions[where % 2]

    def hear(self, event: RegistrationChanged) -> None:
        self.told[event.registration.id].append((event.before, event.after))

    def teardown(self):
        if hasattr(self, "sessions"):
            listeners()[RegistrationChanged].remove(self.hear)
            self.clock.close()
        db.session.rollback()


@pytest.mark.usefixtures("in_a_request")
def test_seats_lines_and_journals_stay_true(app):
    run = settings(max_examples=15, stateful_step_count=35, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Admission, settings=run)
