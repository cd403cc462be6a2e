"""``admit``: who gets the free seats. It is the only place that decides so."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.trainings.actions.admission.journal import change
from forum.trainings.models import Registration, TrainingSession
from forum.trainings.models.registration import HOLDING

Unit = list[Registration]  # who gets a seat together or not at all


def admit(
    session: TrainingSession,
    *,
    new: Collection[Registration] = (),
    favoured: Collection[Registration] = (),
    by: User | None = None,
) -> None:
    """Give the free seats along the waiting list, by rank; the session is held.

    Whoever does not fit (too few seats, or their establishment has its share) is passed over and keeps the rank.
    ``new`` stand at the end of the list and have been told nothing yet; an organiser gives ``favoured`` reserved seats,
    as far as there are any. Of both, ``by`` is who acts; nobody promotes.
    """
    room = Room.of(session)
    if room.free[False] < 1 and not favoured:
        return  # nobody fits, however long the list is
    for unit in _units(session, new, favoured):
        on_reserved = unit[0] in favoured and room.seat(unit, reserved=True)
        if on_reserved or room.seat(unit):
            for one in unit:
                one.is_reserved = on_reserved
                if one in new or one in favoured:
                    _seat(one, session, by=by, is_new=one in new)
                else:
                    _promote(one, session)


@dataclass
class Room:
    """The seats that are free, reserved ones apart, and how many each establishment has."""

    free: dict[bool, int]
    cap: int | None
    houses: Counter[str]

    @classmethod
    def of(cls, session: TrainingSession) -> "Room":
        """Counted now; it only holds as long as the session is held."""
        rows = db.session.execute(_holders(session)).all()
        taken = Counter(is_reserved for is_reserved, _house in rows)
        free = {False: session.general - taken[False], True: session.reserved - taken[True]}
        return cls(free, session.per_establishment, Counter(house for _is_reserved, house in rows))

    def seat(self, unit: Unit, *, reserved: bool = False) -> bool:
        """Take seats for all of them, if all fit."""
        houses = Counter(one.house for one in unit if one.house)  # who works nowhere we know counts for no house
        has_share = self.cap is not None and any(self.houses[one] + n > self.cap for one, n in houses.items())
        if has_share or len(unit) > self.free[reserved]:
            return False
        self.free[reserved] -= len(unit)
        self.houses += houses
        return True


def next_question(one: Registration, session: TrainingSession, by: User | None = None) -> str:
    """What a seat is still pending for once the person is known and wants it; « » for nothing."""
    is_vouched_for = any(who is not None and who.is_organiser for who in (by, one.registered_by))
    return "approval" if session.needs_approval and not is_vouched_for else ""


def take_seat(one: Registration, pending_for: str, **told: Any) -> None:
    """The seat is theirs, or held for them until what it is ``pending_for`` is settled."""
    change(one, "pending" if pending_for else "confirmed", pending_for=pending_for, **told)


def _seat(one: Registration, session: TrainingSession, by: User | None, is_new: bool) -> None:
    if one.awaits_address:
        take_seat(one, "mail", expires_at=one.expires_at, by=by, is_new=is_new)
    else:
        take_seat(one, next_question(one, session, by), by=by, is_new=is_new)


def _promote(one: Registration, session: TrainingSession) -> None:
    if session.offer_hours and not one.awaits_address:
        until = min(now() + timedelta(hours=session.offer_hours), session.starts_at)
        take_seat(one, "offer", expires_at=until)
    else:
        _seat(one, session, by=None, is_new=False)


def _units(session: TrainingSession, new: Collection[Registration], favoured: Collection[Registration]) -> list[Unit]:
    """Those who may get a seat now, by rank; a whole group at the rank of its first."""
    units: dict[tuple[str, int], Unit] = {}
    for one in waiting(session):
        if session.fills_up or one in new or one in favoured:
            units.setdefault(_unit_of(one), []).append(one)
    return list(units.values())


def together_with(one: Registration) -> Unit:
    """Those who wait as one with this person, the person included."""
    return [other for other in waiting(one.session) if _unit_of(other) == _unit_of(one)]


def _unit_of(one: Registration) -> tuple[str, int]:
    is_whole = one.group is not None and one.group.is_whole
    return ("group", one.group.id) if is_whole else ("person", one.id)  # type: ignore[union-attr]


def waiting(session: TrainingSession) -> Iterable[Registration]:
    """The waiting list, as it is now."""
    listed = select(Registration).where(Registration.session_id == session.id, Registration.state == "waitlisted")
    fresh = {"populate_existing": True}
    return db.session.scalars(listed.order_by(Registration.waitlist_pos), execution_options=fresh)


def _holders(session: TrainingSession):
    seats = select(Registration.is_reserved, Registration.house)
    return seats.where(Registration.session_id == session.id, Registration.state.in_(HOLDING))
