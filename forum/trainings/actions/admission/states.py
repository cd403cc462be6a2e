"""The life of a session: draft → open ⇄ closed → held → archived; draft, open and closed → cancelled → archived."""

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.core.i18n import lazy
from forum.trainings.actions.admission.journal import change
from forum.trainings.actions.admission.refusals import Settled
from forum.trainings.actions.holding import hold
from forum.trainings.events import SessionArchived, SessionCancelled, SessionClosed, SessionHeld, SessionOpened
from forum.trainings.models import Registration, TrainingSession


def open_session(session: TrainingSession, by: User | None) -> None:
    """Tell the date, and let people register; or let them again."""
    before = _take(session, ("draft", "closed"), lazy("Cette session est déjà ouverte, ou elle est passée."))
    if before == "draft":
        session.sequence += 1
    _change(session, "open")
    emit(SessionOpened(session, actor=by, before={"state": before}, after={"state": "open"}))


def close_session(session: TrainingSession, by: User | None) -> None:
    """Only organisers register from now on."""
    _take(session, ("open",), lazy("Cette session n’est pas ouverte."))
    _change(session, "closed")
    emit(SessionClosed(session, actor=by))


def cancel_session(session: TrainingSession, reason: str, by: User | None) -> None:
    """It does not take place: nobody is registered any more, and everybody is told why."""
    before = _take(session, ("draft", "open", "closed"), lazy("Une session passée ou annulée ne s’annule pas."))
    session.sequence += 1
    session.cancelled_at, session.cancelled_reason = now(), reason
    _change(session, "cancelled")
    _end(session, ("pending", "confirmed", "waitlisted"), "session", by)
    emit(SessionCancelled(session, actor=by, before={"state": before}, after={"state": "cancelled"}))


def mark_held(session: TrainingSession, by: User | None) -> None:
    """It took place; who still waited, or was not settled, waits no more. Not before it began."""
    before = _take(session, ("open", "closed"), lazy("Cette session n’est pas à venir."))
    if now() < session.starts_at:
        raise Settled(lazy("Cette session n’a pas encore commencé."))
    _change(session, "held")
    _end(session, ("pending", "waitlisted"), "unseated", by)
    emit(SessionHeld(session, actor=by, before={"state": before}, after={"state": "held"}))


def archive(session: TrainingSession, by: User | None) -> None:
    """Put aside what is over."""
    before = _take(session, ("held", "cancelled"), lazy("Seule une session passée ou annulée s’archive."))
    _change(session, "archived")
    emit(SessionArchived(session, actor=by, before={"state": before}, after={"state": "archived"}))


def _take(session: TrainingSession, states: tuple[str, ...], otherwise: object) -> str:
    """The session held, in one of ``states``: which."""
    hold(session)
    if session.state not in states:
        raise Settled(otherwise)
    return session.state


def _change(session: TrainingSession, state: str) -> None:
    session.state, session.modified_at = state, now()
    db.session.flush()


def _end(session: TrainingSession, states: tuple[str, ...], reason: str, by: User | None) -> None:
    here = select(Registration).where(Registration.session_id == session.id, Registration.state.in_(states))
    fresh = {"populate_existing": True}
    for one in db.session.scalars(here.order_by(Registration.id), execution_options=fresh).all():
        change(one, "cancelled", reason=reason, by=by)
