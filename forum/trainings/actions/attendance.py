"""The day itself: who was there for which half-day, and closing the day.

Every act holds the session first: two phones at the door count the same people.
"""

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.core.i18n import lazy
from forum.trainings.actions import admission
from forum.trainings.actions.holding import hold
from forum.trainings.events import DayClosed, SignatureRemoved
from forum.trainings.models import Registration, Signature, Slot, TrainingSession

EXPECTED = ("confirmed", "attended", "no_show")  # those whose signature counts


class NotExpected(Exception):
    """Cancelled, still waiting, or not confirmed: there is no seat to sign for."""

    sentence = lazy("Cette personne n’a pas de place confirmée : inscrivez-la d’abord.")


class NothingSigned(Exception):
    """Nobody signed anything: the sheets are still to be typed in."""

    sentence = lazy("Aucune signature n’est notée. Pointez les personnes présentes avant de terminer la journée.")


def sign(slot: Slot, registration: Registration, by: User, how: str = "tap") -> tuple[Signature, bool]:
    """Note that the person is there for this half-day; a second time changes nothing. Was it the first?"""
    _expected(slot, registration)
    if found := _signature(slot, registration):
        return found, False
    signature = Signature(slot_id=slot.id, registration_id=registration.id, at=now(), how=how, noted_by_id=by.id)
    db.session.add(signature)
    db.session.flush()
    is_late = registration.session.is_over and registration.state == "confirmed"  # registered after the day was closed
    if is_late or registration.state == "no_show":  # the paper turned up then
        admission.mark(registration, "attended", by, note=str(lazy("Signature notée après la journée.")))
    return signature, True


def unsign(slot: Slot, registration: Registration, by: User) -> None:
    """Take a wrong tap back; once the day is closed, whoever signed nothing was not there."""
    _expected(slot, registration)
    if found := _signature(slot, registration):
        emit(SignatureRemoved(registration, actor=by, before={"slot": slot.id, "at": found.at.isoformat()}))
        db.session.delete(found)
        db.session.flush()
        if registration.state == "attended" and not _has_signed(registration):
            admission.mark(registration, "no_show", by, note=str(lazy("Signature retirée.")))


def close_day(session: TrainingSession, by: User) -> None:
    """The day is over: whoever signed a half-day was there, the others were expected and did not come. A second time
    changes nothing."""
    hold(session)
    if session.is_over:
        return
    present = set(db.session.scalars(select(Signature.registration_id).join(Slot).filter_by(session_id=session.id)))
    if not present:
        raise NothingSigned
    expected = select(Registration).filter_by(session_id=session.id, state="confirmed").order_by(Registration.id)
    for registration in db.session.scalars(expected, execution_options={"populate_existing": True}).all():
        admission.mark(registration, "attended" if registration.id in present else "no_show", by)
    admission.mark_held(session, by)
    emit(DayClosed(session, actor=by, after={"present": len(present)}))


def _expected(slot: Slot, registration: Registration) -> None:
    hold(registration.session)
    db.session.refresh(registration)
    if registration.session_id != slot.session_id or registration.state not in EXPECTED:
        raise NotExpected


def _signature(slot: Slot, registration: Registration) -> Signature | None:
    found = select(Signature).filter_by(slot_id=slot.id, registration_id=registration.id)
    return db.session.scalar(found, execution_options={"populate_existing": True})


def _has_signed(registration: Registration) -> bool:
    return db.session.scalar(select(Signature.slot_id).filter_by(registration_id=registration.id).limit(1)) is not None
