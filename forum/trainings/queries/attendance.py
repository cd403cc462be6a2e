"""Who is expected at a session, and which half-days they signed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from forum.core.clock import now
from forum.core.db import db
from forum.directory.names import folded
from forum.trainings.actions.attendance import EXPECTED
from forum.trainings.models import Registration, Signature, Slot, TrainingSession

SPARE = 6  # rows of the sheet for those whom nobody expected


@dataclass(frozen=True)
class Line:
    """One person expected; ``signed`` maps a half-day's key to when its signature was noted."""

    registration: Registration
    signed: dict[int, datetime]

    @property
    def minutes(self) -> int:
        """Of training, signed."""
        return sum(slot.minutes for slot in self.registration.session.slots if slot.id in self.signed)


def lines(session: TrainingSession, words: str = "") -> list[Line]:
    """Everybody with a seat that counts, by last name; those only whose name or establishment holds all ``words``."""
    wanted = select(Registration).filter_by(session_id=session.id).where(Registration.state.in_(EXPECTED))
    signed = _signed(session)
    people = sorted(db.session.scalars(wanted), key=_by_name)
    return [Line(one, signed.get(one.id, {})) for one in people if _matches(one, words)]


def slot_now(session: TrainingSession) -> Slot:
    """The half-day in progress; before it the next one, after the day the last."""
    return next((slot for slot in session.slots if now() < slot.ends_at), session.slots[-1])


def by_code(code: str) -> Registration | None:
    """Whose QR code this is."""
    return db.session.scalar(select(Registration).filter_by(code=code))


def signature(slot: Slot, registration: Registration) -> Signature | None:
    return db.session.get(Signature, (slot.id, registration.id))


def _signed(session: TrainingSession) -> dict[int, dict[int, datetime]]:
    found: dict[int, dict[int, datetime]] = {}
    rows = select(Signature.registration_id, Signature.slot_id, Signature.at).join(Slot)
    for registration_id, slot_id, at in db.session.execute(rows.where(Slot.session_id == session.id)):
        found.setdefault(registration_id, {})[slot_id] = at
    return found


def _by_name(one: Registration) -> tuple[str, str, int]:
    return folded(one.last_name), folded(one.first_name), one.id


def _matches(one: Registration, words: str) -> bool:
    text = folded(f"{one.display_name} {one.establishment_name}")
    return all(word in text for word in folded(words).split())
