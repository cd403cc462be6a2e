"""Changing a session; moving it. The row, its ``uid`` and the registrations stay."""

from typing import Any

from sqlalchemy import select, update

from forum.accounts.models import User
from forum.calendar.times import Span
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.core.i18n import lazy
from forum.trainings.actions.admission import Settled, resize
from forum.trainings.actions.session.plan import slot_of
from forum.trainings.actions.session.terms import Seating, Sitting, Terms
from forum.trainings.events import SessionChanged
from forum.trainings.models import Signature, Slot, TrainingSession


class StaleSession(Exception):
    """Somebody changed the session since the version the edit was based on."""


class SignedAlready(Settled):
    """Presence was noted for half-days that would change."""

    sentence = lazy("Des présences sont notées pour cette session : ses horaires ne changent plus.")


def edit_session(
    session: TrainingSession, by: User, base_version: int, sitting: Sitting, seating: Seating, terms: Terms
) -> None:
    """Keep the new facts; another time or place of one that was told is told to everybody (SessionChanged).

    StaleSession when somebody saved since ``base_version``, Settled when it is over, SignedAlready, TooSmall:
    the caller undoes all then.
    """
    _take_version(session, base_version)
    if session.state not in ("draft", "open", "closed"):
        raise Settled(lazy("Une session passée ou annulée ne change plus."))
    before, slots_before = _facts(session), _spans(session)
    if sitting.slots != slots_before:
        _move_slots(session, sitting.slots)
    for name, value in (sitting.columns | terms.columns).items():
        setattr(session, name, value)
    session.modified_at = now()
    after = _facts(session)
    if not session.is_draft and (after != before or sitting.slots != slots_before):
        session.sequence += 1
        emit(SessionChanged(session, actor=by, before=before, after=after))
    db.session.flush()
    resize(session, seating.capacity, seating.reserved, seating.per_establishment, by)


def _take_version(session: TrainingSession, base_version: int) -> None:
    """Of two edits based on the same version only one finds it; the session is held, and read afresh."""
    mine = update(TrainingSession).where(TrainingSession.id == session.id, TrainingSession.version == base_version)
    both = {"version": TrainingSession.version + 1, "lock_version": TrainingSession.lock_version + 1}
    taken = mine.values(both).returning(TrainingSession.id)
    is_mine = db.session.scalar(taken, execution_options={"synchronize_session": False})
    db.session.refresh(session)
    if not is_mine:
        raise StaleSession


def _move_slots(session: TrainingSession, spans: tuple[Span, ...]) -> None:
    """The half-days keep their rows, the first staying the first."""
    signed = select(Signature.slot_id).join(Slot).where(Slot.session_id == session.id).limit(1)
    if db.session.scalar(signed) is not None:
        raise SignedAlready
    slots = list(session.slots)
    for slot, span in zip(slots, spans, strict=False):
        slot.starts, slot.ends = span
        slot.starts_at, slot.ends_at = span.instants
    session.slots = slots[: len(spans)] + [slot_of(span) for span in spans[len(slots) :]]


def _spans(session: TrainingSession) -> tuple[Span, ...]:
    return tuple(Span(slot.starts, slot.ends) for slot in session.slots)


def _facts(session: TrainingSession) -> dict[str, Any]:
    """What people are told, and what the audit log keeps."""
    times = {"starts": session.starts.isoformat(), "ends": session.ends.isoformat()}
    return times | {"place": session.place, "address": session.address}
