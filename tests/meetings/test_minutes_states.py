"""Whatever is saved, crossed, approved, published, amended and moved on: texts, numbers and states stay true."""

import json
from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from forum.core.db import db
from forum.meetings.actions import minutes as acts
from forum.meetings.actions import outcomes
from forum.meetings.blocks import Block, load, new_id
from forum.meetings.models import Action, Decision, MinutesRevision
from forum.meetings.queries.minutes import latest
from tests.makers import make_organiser, make_series, make_user
from tests.meetings.minutes import held_meeting

KINDS = st.sampled_from(("information", "decision", "action"))
PLACE = st.integers(0, 20)


class Writing(RuleBasedStateMachine):
    """One meeting's minutes; two organisers, each with the page they opened last; what was published is remembered."""

    @initialize()
    def begin(self):
        self.people = [make_organiser(), make_organiser()]
        self.meeting = held_meeting(series=make_series(is_first=True))
        self.minutes = acts.start(self.meeting, self.people[0])
        self.open = [self.page(), self.page()]
        self.saved: dict[int, str] = {}  # number of a revision → what it said when it was saved
        self.published: set[int] = set()
        self.codes: dict[str, tuple[str, str]] = {}  # number of a decision or an action → kind and block
        self.words = 0

    def page(self) -> tuple[int, list[Block]]:
        return self.minutes.number, load(latest(self.minutes).blocks)

    @rule(who=st.integers(0, 1))
    def open_the_page(self, who):
        self.open[who] = self.page()

    @rule(who=st.integers(0, 1), kind=KINDS, at=PLACE)
    def add(self, who, kind, at):
        self.words += 1
        base, blocks = self.open[who]
        new = Block(id=new_id(), kind=kind, text=f"mot{self.words}", owner="Toutes" if kind == "action" else "")
        at = min(at, len(blocks))
        self.open[who] = base, [*blocks[:at], new, *blocks[at:]]

    @rule(who=st.integers(0, 1), at=PLACE)
    def take_away(self, who, at):
        base, blocks = self.open[who]
        self.open[who] = base, [block for place, block in enumerate(blocks) if place != at]

    @rule(who=st.integers(0, 1), at=PLACE, kind=KINDS)
    def change(self, who, at, kind):
        self.words += 1
        base, blocks = self.open[who]
        if at < len(blocks):
            changed = replace(blocks[at], kind=kind, text=f"mot{self.words}")
            self.open[who] = base, [*blocks[:at], changed, *blocks[at + 1 :]]

    @rule(who=st.integers(0, 1))
    def save(self, who):
        if self.minutes.state == "approved":
            return
        base, blocks = self.open[who]
        is_latest, was_published, before = base == self.minutes.number, self.minutes.is_published, self.minutes.number
        try:
            with db.session.begin_nested():
                row = acts.save(self.minutes, self.people[who], blocks, base, "Pour une raison")
        except acts.StaleMinutes:
            assert not is_latest
            return
        assert is_latest and row.number in (before, before + 1) and row.base in (base, base - 1)
        if was_published:
            self.published.add(row.number)

    @rule(state=st.sampled_from(("draft", "review", "approved")), who=st.integers(0, 1))
    def settle(self, state, who):
        if self.minutes.is_published:
            return
        before = self.minutes.state
        may = before in {"draft": ("review", "approved"), "review": ("draft",), "approved": ("draft", "review")}[state]
        try:
            with db.session.begin_nested():
                acts.settle(self.minutes, self.people[who], state, self.open[who][0])
        except acts.StaleMinutes:
            assert not may or self.open[who][0] != self.minutes.number
        else:
            assert may and self.open[who][0] == self.minutes.number

    @rule(who=st.integers(0, 1))
    def publish(self, who):
        was = self.minutes.state
        try:
            with db.session.begin_nested():
                acts.publish(self.minutes, self.people[who], self.open[who][0])
        except acts.StaleMinutes:
            assert was != "approved" or self.open[who][0] != self.minutes.number
        else:
            assert was == "approved"
            self.published.add(self.minutes.published_number)

    @rule(at=PLACE, state=st.sampled_from(("open", "doing", "done", "dropped")), is_stale=st.booleans())
    def move_on(self, at, state, is_stale):
        rows = db.session.scalars(select(Action).order_by(Action.id)).all()
        if at >= len(rows):
            return
        row, before = rows[at], rows[at].state
        try:
            outcomes.change_action(row, self.people[0], row.version - is_stale, state=state, comment="Fait")
        except outcomes.StaleAction:
            assert is_stale and row.state == before
        else:
            assert not is_stale and row.state == state

    @invariant()
    def a_revision_never_changes(self):
        for row in self.revisions():
            said = json.dumps([row.base, row.reason, row.author_id, row.blocks], sort_keys=True)
            assert self.saved.setdefault(row.number, said) == said

    @invariant()
    def revisions_are_numbered_without_gaps_and_based_on_the_one_before(self):
        rows = self.revisions()
        assert [row.number for row in rows] == list(range(1, self.minutes.number + 1))
        assert all(row.base == row.number - 1 for row in rows)

    @invariant()
    def members_read_what_was_published_and_nothing_else(self):
        assert self.minutes.is_published == (self.minutes.state == "published") == bool(self.published)
        if self.published:
            assert self.minutes.published_number == max(self.published) == self.minutes.number

    @invariant()
    def numbers_belong_to_one_block_for_ever(self):
        for kind, table in (("decision", Decision), ("action", Action)):
            for row in db.session.scalars(select(table).execution_options(populate_existing=True)):
                assert self.codes.setdefault(row.code, (kind, row.block)) == (kind, row.block)

    @invariant()
    def decisions_and_actions_say_what_the_published_minutes_say(self):
        said = {(b.kind, b.id): b.whole for b in load(latest(self.minutes).blocks)} if self.published else {}
        for kind, table in (("decision", Decision), ("action", Action)):
            rows = {row.block: row for row in db.session.scalars(select(table))}
            here = {key: text for (one, key), text in said.items() if one == kind}
            assert here.keys() <= rows.keys()
            assert all(rows[key].text == text for key, text in here.items())
            gone = [row for key, row in rows.items() if key not in here]
            assert all(row.state == "withdrawn" for row in gone if kind == "decision")

    def revisions(self) -> list[MinutesRevision]:
        query = select(MinutesRevision).order_by(MinutesRevision.number).execution_options(populate_existing=True)
        return list(db.session.scalars(query))


def test_minutes_stay_true_whatever_is_done(app, database):
    make_user()

    class Fresh(Writing):
        def teardown(self):
            db.session.rollback()
            database.empty(db.engine)

    wanted = settings(
        max_examples=25,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    run_state_machine_as_test(Fresh, settings=wanted)
