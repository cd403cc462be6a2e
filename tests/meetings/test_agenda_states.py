"""Whatever is proposed, voted, accepted, declined, merged, deferred and ordered: states and votes stay true."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from forum.core.db import db
from forum.meetings.actions import agenda as actions
from forum.meetings.models import AgendaItem, ItemVote
from forum.meetings.queries.agenda import accepted
from forum.meetings.queries.proposals import supporters, votes_left
from tests.makers import make_meeting, make_organiser, make_series, make_user

ANY = st.integers(0, 60)
MAY_COME_AFTER = {
    "proposed": {"proposed", "accepted", "declined", "merged", "deferred"},
    "accepted": {"accepted", "declined", "merged", "deferred"},
    "declined": {"declined", "accepted"},
    "merged": {"merged"},
    "deferred": {"deferred"},
}


class Agenda(RuleBasedStateMachine):
    """Three meetings of a series, five members, one organiser; ``given`` is what each person wants supported."""

    @initialize()
    def begin(self):
        first = datetime(2031, 6, 4, 10)
        series = make_series()
        self.meetings = [make_meeting(series=series, starts=first + timedelta(days=49 * n)) for n in range(3)]
        self.people, self.by = [make_user() for _ in range(5)], make_organiser()
        self.items: list[AgendaItem] = []
        self.states: dict[int, str] = {}
        self.given: set[tuple[int, int]] = set()  # (item, person)
        for number in range(9):
            self.propose(number % 2, number)
        for item in self.items[:3]:
            for person in self.people[:3]:
                self.vote(self.items.index(item), self.people.index(person))

    @rule(meeting=st.integers(0, 2), who=ANY)
    def propose(self, meeting, who):
        self.items.append(actions.propose(self.meetings[meeting], self.one(self.people, who), f"{len(self.items)}"))

    @rule(which=ANY, who=ANY)
    def vote(self, which, who):
        if item := self.one(self.items, which):
            voter = self.one(self.people, who)
            left, was_given = votes_left(item.meeting, voter), (item.id, voter.id) in self.given
            try:
                actions.vote(item, voter)
            except actions.AlreadySettled:
                assert not item.is_proposed
            except actions.NoVoteLeft:
                assert left == 0 and not was_given
            else:
                assert item.is_proposed and (left or was_given)
                self.given.add((item.id, voter.id))

    @rule(which=ANY, who=ANY)
    def take_back(self, which, who):
        if item := self.one(self.items, which):
            voter = self.one(self.people, who)
            try:
                actions.take_back(item, voter)
            except actions.AlreadySettled:
                assert not item.is_proposed
            else:
                self.given.discard((item.id, voter.id))

    @rule(which=ANY)
    def accept(self, which):
        self.settle(which, lambda item: actions.accept(item, self.by), "proposed", "declined")

    @rule(which=ANY)
    def decline(self, which):
        self.settle(which, lambda item: actions.decline(item, self.by, "Non"), "proposed", "accepted")

    @rule(which=ANY, other=ANY)
    def merge(self, which, other):
        item, into = self.one(self.items, which), self.one(self.items, other)
        if item and into:
            fits = item is not into and item.meeting_id == into.meeting_id and into.state in ("proposed", "accepted")
            if self.settle(which, lambda item: actions.merge(item, into, self.by), "proposed", "accepted", fits=fits):
                self.move(item.id, into.id)

    @rule(which=ANY)
    def defer(self, which):
        item = self.one(self.items, which)
        if item and item.meeting_id != self.meetings[-1].id:
            made: list[AgendaItem] = []
            act = lambda item: made.append(actions.defer(item, self.by))  # noqa: E731
            if self.settle(which, act, "proposed", "accepted"):
                self.items += made
                self.move(item.id, made[0].id)

    @rule(which=ANY, place=st.integers(-3, 20))
    def place(self, which, place):
        if item := self.one(self.items, which):
            try:
                actions.place(item, place)
            except actions.AlreadySettled:
                assert not item.is_accepted
            else:
                order = [one.id for one in accepted(item.meeting)]
                assert order.index(item.id) == min(max(place, 1), len(order)) - 1

    @rule(which=ANY, is_sure=st.sampled_from((False, False, True)))
    def withdraw(self, which, is_sure):
        if is_sure and (item := self.one(self.items, which)):
            holds = any(one.merged_into_id == item.id for one in self.items)
            try:
                actions.withdraw(item)
            except (actions.AlreadySettled, actions.HoldsOthers):
                assert holds or not item.is_proposed
            else:
                assert not holds
                self.given = {(of, who) for of, who in self.given if of != item.id}
                self.items.remove(item)

    @invariant()
    def votes_are_those_that_were_given(self):
        if hasattr(self, "given"):
            votes = db.session.query(ItemVote.item_id, ItemVote.user_id).all()
            assert {tuple(vote) for vote in votes} == self.given and len(votes) == len(self.given)

    @invariant()
    def nobody_has_a_fourth_vote_to_give(self):
        for meeting in getattr(self, "meetings", []):
            here = {item.id for item in self.items if item.meeting_id == meeting.id}
            spent = Counter(who for item_id, who in self.given if item_id in here)
            assert all(votes_left(meeting, one) == max(0, 3 - spent[one.id]) for one in self.people)

    @invariant()
    def states_go_where_they_may(self):
        for item in getattr(self, "items", []):
            assert item.state in MAY_COME_AFTER[self.states.get(item.id, "proposed")]
            assert (item.state == "merged") == (item.merged_into_id is not None)
            if item.state in ("merged", "deferred"):
                assert not supporters(item)
            self.states[item.id] = item.state

    def settle(self, which, act, *states, fits=True) -> bool:
        if not (item := self.one(self.items, which)):
            return False
        may = item.state in states and fits
        try:
            act(item)
        except actions.AlreadySettled:
            assert not may
        else:
            assert may
        return may

    def move(self, item_id, to_id):
        self.given = {(to_id if of == item_id else of, who) for of, who in self.given}

    def one(self, among, which):
        return among[which % len(among)] if among else None

    def teardown(self):
        db.session.rollback()


def test_states_and_votes_stay_true(app, clock):
    clock.set(datetime(2031, 3, 5, 9, 0, tzinfo=UTC))
    run = settings(max_examples=15, stateful_step_count=30, suppress_health_check=list(HealthCheck))
    with app.test_request_context():
        run_state_machine_as_test(Agenda, settings=run)
