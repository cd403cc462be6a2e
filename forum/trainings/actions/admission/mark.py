"""Seen on the day, or missed."""

from forum.accounts.models import User
from forum.core.clock import today
from forum.core.i18n import lazy
from forum.trainings.actions.admission.journal import change
from forum.trainings.actions.admission.refusals import NoteMissing, Settled
from forum.trainings.actions.holding import hold_registration
from forum.trainings.models import Registration

SEEN = ("attended", "no_show")


def mark(registration: Registration, state: str, by: User | None, note: str = "") -> None:
    """``attended`` or ``no_show``, from the session's day on. A second time changes nothing; NoteMissing when the one
    becomes the other without a word."""
    session = hold_registration(registration)
    if registration.state == state:
        return
    if session.state not in ("open", "closed", "held", "archived") or today() < session.day:
        raise Settled(lazy("On pointe à partir du jour de la session."))
    if registration.state in SEEN and not note:
        raise NoteMissing
    change(registration, state, by=by, note=note)
