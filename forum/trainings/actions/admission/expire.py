"""What was not answered in time: the seat goes to the next."""

from datetime import datetime

from sqlalchemy import select

from forum.core.clock import now
from forum.core.db import db
from forum.trainings.actions.admission.admit import admit
from forum.trainings.actions.admission.journal import change
from forum.trainings.actions.holding import hold
from forum.trainings.models import Registration, TrainingSession
from forum.trainings.models.registration import LIVE


def expire(at: datetime | None = None) -> int:
    """Cancel the addresses not confirmed and the offers not answered by ``at`` (now), and promote; how many."""
    at = at or now()
    late = Registration.state.in_(LIVE) & (Registration.expires_at <= at)
    sessions = select(TrainingSession).where(TrainingSession.id.in_(select(Registration.session_id).where(late)))
    count = 0
    for session in db.session.scalars(sessions.order_by(TrainingSession.id)).all():
        hold(session)
        here = select(Registration).where(late, Registration.session_id == session.id).order_by(Registration.id)
        for one in db.session.scalars(here, execution_options={"populate_existing": True}).all():
            change(one, "cancelled", reason="unconfirmed" if one.awaits_address else "offer_lapsed")
            count += 1
        admit(session)
    return count
