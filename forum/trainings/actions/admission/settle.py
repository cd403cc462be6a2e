"""What is decided about one registration: by the person, by who registered them, by organisers."""

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.i18n import lazy
from forum.trainings.actions.admission.admit import admit, next_question, take_seat
from forum.trainings.actions.admission.journal import change
from forum.trainings.actions.admission.refusals import Settled
from forum.trainings.actions.holding import hold_registration
from forum.trainings.models import Registration


class TooLate(Settled):
    """The time to answer is over; the seat goes to the next."""

    sentence = lazy("Le délai est passé : la place n’est plus retenue. Vous pouvez vous inscrire de nouveau.")


def confirm_address(registration: Registration) -> None:
    """The link of a visitor's mail: they take their seat, or go on waiting for one. A second time changes nothing."""
    session = hold_registration(registration)
    if registration.awaits_address:
        _in_time(registration)
        if registration.state == "waitlisted":
            change(registration, "waitlisted")
        else:
            take_seat(registration, next_question(registration, session))
    elif not registration.holds_seat and registration.state != "waitlisted":
        raise TooLate if registration.reason == "unconfirmed" else Settled


def accept_offer(registration: Registration, by: User | None = None) -> None:
    """Take the seat that was offered; a second time changes nothing."""
    session = hold_registration(registration)
    if registration.pending_for == "offer":
        _in_time(registration)
        take_seat(registration, next_question(registration, session), by=by)
    elif not registration.holds_seat:
        raise TooLate if registration.reason == "offer_lapsed" else Settled


def decline_offer(registration: Registration, by: User | None = None) -> None:
    """Leave the seat that was offered to the next; a second time changes nothing."""
    session = hold_registration(registration)
    if registration.pending_for == "offer":
        change(registration, "cancelled", reason="offer_declined", by=by)
        admit(session)
    elif registration.state != "cancelled":
        raise Settled


def approve(registration: Registration, by: User) -> None:
    """An organiser says yes to whatever the seat is pending for; a second time changes nothing."""
    hold_registration(registration)
    if registration.state == "pending":
        take_seat(registration, "", by=by)
    elif registration.state != "confirmed":
        raise Settled


def turn_down(registration: Registration, by: User, note: str = "") -> None:
    """An organiser says no; the seat goes to the next. A second time changes nothing."""
    session = hold_registration(registration)
    if registration.state == "pending":
        change(registration, "cancelled", reason="turned_down", by=by, note=note)
        admit(session)
    elif registration.state != "cancelled":
        raise Settled


def cancel(registration: Registration, reason: str, by: User | None = None, note: str = "") -> None:
    """The person does not come, or waits no more (``models.REASONS``); the seat goes to the next. A second time changes
    nothing; Settled once they were seen, or missed."""
    session = hold_registration(registration)
    if registration.is_live:
        change(registration, "cancelled", reason=reason, by=by, note=note)
        admit(session)
    elif registration.state != "cancelled":
        raise Settled


def _in_time(registration: Registration) -> None:
    if registration.expires_at is not None and registration.expires_at <= now():
        raise TooLate
