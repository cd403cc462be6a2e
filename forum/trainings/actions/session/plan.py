"""Planning the sessions of a training: all of them in one step."""

from collections.abc import Iterable
from dataclasses import asdict
from uuid import uuid4

from forum.accounts.models import User
from forum.calendar.times import Span
from forum.core.db import db
from forum.core.events import emit
from forum.core.i18n import lazy
from forum.core.mail.outbox import mail_domain
from forum.trainings.actions.admission import Settled, open_session
from forum.trainings.actions.holding import hold
from forum.trainings.actions.session.terms import Seating, Sitting, Terms
from forum.trainings.events import SessionDraftRemoved, SessionPlanned
from forum.trainings.models import Slot, Training, TrainingSession


def plan_sessions(
    training: Training, by: User, plans: Iterable[tuple[Sitting, Terms]], seating: Seating, publish: bool = False
) -> list[TrainingSession]:
    """One session for each plan, as drafts, or open for registrations."""
    sessions = [_add(training, by, sitting, terms, seating) for sitting, terms in plans]
    db.session.flush()
    for session in sessions:
        told = {"starts": session.starts.isoformat(), "place": session.place}
        emit(SessionPlanned(session, actor=by, after=told))
        if publish:
            open_session(session, by)
    return sessions


def remove_draft(session: TrainingSession, by: User) -> None:
    """A session that nobody was told of goes without a trace."""
    hold(session)
    if not session.is_draft:
        raise Settled(lazy("Une session annoncée ne se supprime pas : annulez-la."))
    emit(SessionDraftRemoved(session, actor=by, before={"starts": session.starts.isoformat(), "place": session.place}))
    db.session.delete(session)
    db.session.flush()


def _add(training: Training, by: User, sitting: Sitting, terms: Terms, seating: Seating) -> TrainingSession:
    session = TrainingSession(
        uid=f"{uuid4()}@{mail_domain()}",
        training=training,
        created_by_id=by.id,
        slots=[slot_of(span) for span in sitting.slots],
        **sitting.columns,
        **terms.columns,
        **asdict(seating),
    )
    db.session.add(session)
    return session


def slot_of(span: Span) -> Slot:
    starts_at, ends_at = span.instants
    return Slot(starts=span.starts, ends=span.ends, starts_at=starts_at, ends_at=ends_at)
