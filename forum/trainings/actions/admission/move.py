"""From one session to another of the same action, in one step."""

from typing import Any, cast

from forum.accounts.models import User
from forum.core.db import db
from forum.core.i18n import lazy
from forum.trainings.actions.admission.admit import Room, admit
from forum.trainings.actions.admission.journal import change
from forum.trainings.actions.admission.people import Line, Person
from forum.trainings.actions.admission.refusals import Full, Settled
from forum.trainings.actions.admission.register import check, enter, line_of, next_place
from forum.trainings.actions.holding import hold
from forum.trainings.models import Registration, TrainingSession


def move(registration: Registration, to: TrainingSession, by: User | None = None, *, waitlist: bool = False) -> Line:
    """The same person at another session: their seat here goes to the next, there they take one.

    Full when there is none for them, and nothing has changed; with ``waitlist`` they leave their seat here and wait
    there. Closed when the other session takes nobody (organisers move people into any that is to come).
    """
    origin = registration.session
    hold(origin, to)
    db.session.refresh(registration)
    _check(registration, to, by, waitlist)
    person, facts = Person.of(registration), _place_at(to, registration)
    change(registration, "cancelled", reason="moved", by=by)
    one = cast("Registration", enter(person.facts | facts, person.answers))  # their only live one has just ended
    admit(to, new=[one], by=by)
    if one.state == "waitlisted":
        change(one, "waitlisted", expires_at=one.expires_at, is_new=True, by=by)
    admit(origin)
    return line_of(to, person, one)


def _check(registration: Registration, to: TrainingSession, by: User | None, waitlist: bool) -> None:
    """All that may be in the way is said before anything is changed."""
    if not registration.is_live or to.training_id != registration.training_id or to.id == registration.session_id:
        raise Settled
    check(to, "organiser" if by is not None and by.is_organiser else "self")
    if not Room.of(to).seat([registration]) and not (waitlist and to.has_waitlist):
        raise Full(lazy("Il ne reste pas de place à cette date. Votre inscription n’a pas changé."))


def _place_at(to: TrainingSession, registration: Registration) -> dict[str, Any]:
    """At the end of the other session's list."""
    return {
        "training_id": to.training_id,
        "session_id": to.id,
        "waitlist_pos": next_place(to),
        "moved_from_id": registration.id,
        "registered_by_id": registration.registered_by_id,
        "expires_at": registration.expires_at if registration.awaits_address else None,
    }
