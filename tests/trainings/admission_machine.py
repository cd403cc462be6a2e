"""Whatever people and organisers do, in whatever order; and what is looked at after each step.

What is true is worked out here anew, from the rows alone.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from forum.core.db import db
from forum.trainings.actions.admission.journal import replay
from forum.trainings.models import Registration, RegistrationEvent, TrainingSession

HOLDING = {"pending", "confirmed", "attended", "no_show"}
LIVE = {"pending", "confirmed", "waitlisted"}
MAY_COME_AFTER = {
    "pending": {"confirmed", "cancelled"},
    "waitlisted": {"pending", "confirmed", "cancelled"},
    "confirmed": {"cancelled", "attended", "no_show"},
    "attended": {"no_show"},
    "no_show": {"attended"},
    "cancelled": set(),
}


@dataclass
class Seen:
    """A session at one moment. ``line``: who waits, those of a whole group together, by rank."""

    session: TrainingSession
    seated: list[Registration]
    line: list[list[Registration]]

    @classmethod
    def of(cls, session: TrainingSession) -> "Seen":
        here = Registration.query.filter_by(session_id=session.id).order_by(Registration.waitlist_pos).all()
        line: dict[object, list[Registration]] = defaultdict(list)
        for one in here:
            if one.state == "waitlisted":
                line[one.group if one.group and one.group.is_whole else one].append(one)
        return cls(session, [one for one in here if one.state in HOLDING], list(line.values()))

    def fits(self, unit: list[Registration], without: Iterable[Registration] = ()) -> bool:
        """Is there a general seat for each of them, if ``without`` had none?"""
        others = [one for one in self.seated if one not in list(without)]
        taken = sum(not one.is_reserved for one in others)
        houses, cap = Counter(one.house for one in [*others, *unit] if one.house), self.session.per_establishment
        has_share = cap is None or all(houses[one.house] <= cap for one in unit if one.house)
        return has_share and taken + len(unit) <= self.session.capacity - self.session.reserved


@dataclass
class Memory:
    """How it stood before the last step."""

    states: dict[int, str] = field(default_factory=dict)
    lines: dict[int, list[int]] = field(default_factory=dict)  # who waited, by rank
    favoured: set[int] = field(default_factory=set)  # whom an organiser has just given a reserved seat
    entering: list[str] = field(default_factory=list)  # the persons of this step, in the order of their lines


def seats_are_not_overbooked(seen: Seen, _memory: Memory) -> None:
    session, reserved = seen.session, sum(one.is_reserved for one in seen.seated)
    assert len(seen.seated) <= session.capacity
    assert reserved <= session.reserved
    assert len(seen.seated) - reserved <= session.capacity - session.reserved


def no_house_has_more_than_its_share(seen: Seen, _memory: Memory) -> None:
    houses = Counter(one.house for one in seen.seated if one.house)
    assert (
        not houses or seen.session.per_establishment is None or max(houses.values()) <= seen.session.per_establishment
    )


def no_seat_is_free_beside_someone_it_fits(seen: Seen, _memory: Memory) -> None:
    assert not seen.session.fills_up or not [unit for unit in seen.line if seen.fits(unit)]


def seats_were_given_in_the_order_of_the_line(seen: Seen, memory: Memory) -> None:
    """Whoever still waits would not have fitted either if nobody behind them had got a seat in this step."""
    line = memory.lines.get(seen.session.id, [])

    def rank(one: Registration) -> int:
        return line.index(one.id) if one.id in line else len(line) + memory.entering.index(one.person)

    got_one = [one for one in seen.seated if memory.states.get(one.id) in (None, "waitlisted")]
    got_one = [one for one in got_one if one.id not in memory.favoured]
    for unit in seen.line:
        behind = [one for one in got_one if rank(one) > rank(unit[0])]
        assert not (seen.session.fills_up and seen.fits(unit, without=behind))


def ranks_are_kept(seen: Seen, memory: Memory) -> None:
    waiting = [one for unit in seen.line for one in unit]
    now = [one.id for one in sorted(waiting, key=lambda one: one.waitlist_pos or 0)]
    before = [one for one in memory.lines.get(seen.session.id, []) if one in now]
    assert now[: len(before)] == before  # newcomers stand behind
    assert len({one.waitlist_pos for one in waiting}) == len(waiting)


def whole_groups_are_whole(seen: Seen, _memory: Memory) -> None:
    ways: dict[int, set[bool]] = defaultdict(set)
    for one in [*seen.seated, *(one for unit in seen.line for one in unit)]:
        if one.group and one.group.is_whole:
            ways[one.group.id].add(one.state in HOLDING)
    assert all(len(way) == 1 for way in ways.values())


def what_is_over_has_nobody_left(seen: Seen, _memory: Memory) -> None:
    if seen.session.state == "cancelled":
        assert not [one for one in seen.seated if one.state in LIVE]
        assert not seen.line
    if seen.session.state == "held":
        assert not seen.line
        assert not [one for one in seen.seated if one.state == "pending"]


OF_SESSIONS: tuple[Callable[[Seen, Memory], None], ...] = (
    seats_are_not_overbooked,
    no_house_has_more_than_its_share,
    no_seat_is_free_beside_someone_it_fits,
    seats_were_given_in_the_order_of_the_line,
    ranks_are_kept,
    whole_groups_are_whole,
    what_is_over_has_nobody_left,
)


def nobody_is_registered_twice(everybody: list[Registration]) -> None:
    live = [(one.training_id, one.person) for one in everybody if one.state in LIVE]
    assert len(live) == len(set(live))


def states_go_where_they_may(everybody: list[Registration], memory: Memory) -> None:
    for one in everybody:
        before = memory.states.get(one.id, one.state)
        assert one.state == before or one.state in MAY_COME_AFTER[before]


def journals_give_the_state(everybody: list[Registration]) -> None:
    journals: dict[int, list[RegistrationEvent]] = defaultdict(list)
    for line in RegistrationEvent.query.order_by(RegistrationEvent.id):
        journals[line.registration_id].append(line)
    assert journals.keys() == {one.id for one in everybody}
    for one in everybody:
        facts = {name: getattr(one, name) for name in ("state", "pending_for", "reason", "waitlist_pos", "is_reserved")}
        assert replay(journals[one.id]) == facts


def what_was_told_is_the_state(everybody: list[Registration], told: dict[int, list[tuple[str, str]]]) -> None:
    for one in everybody:
        before, after = zip(*told[one.id], strict=True)
        assert before == ("", *after[:-1])
        assert after[-1] == one.standing


def rows() -> list[Registration]:
    db.session.flush()
    return Registration.query.order_by(Registration.id).populate_existing().all()
