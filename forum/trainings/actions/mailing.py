"""A mail of the support team to everybody of a session."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit
from forum.trainings.actions.holding import hold
from forum.trainings.events import RegistrantsMailed
from forum.trainings.models import Registration, TrainingSession

STATES = {"confirmed": ("confirmed", "attended", "no_show"), "waitlisted": ("waitlisted",)}
LIVE_OR_SEEN = ("pending", *STATES["confirmed"], *STATES["waitlisted"])


def recipients(session: TrainingSession, whom: str) -> Sequence[Registration]:
    """``whom``: confirmed, waitlisted, or everybody; nobody whose address is not confirmed: it may be a stranger's."""
    wanted = STATES.get(whom, LIVE_OR_SEEN)
    rows = select(Registration).where(Registration.session_id == session.id, Registration.state.in_(wanted))
    found = db.session.scalars(rows.order_by(Registration.id))
    return [one for one in found if not one.awaits_address]


def mail_registrants(session: TrainingSession, by: User, whom: str, subject: str, body: str, sent_key: str) -> int:
    """Write to each of them (``mails.mailing``); how many. The same send, twice, is one."""
    hold(session)
    people = recipients(session, whom)
    key = hashlib.sha256("\0".join((sent_key, str(by.id), whom, subject, body)).encode()).hexdigest()[:24]
    emit(RegistrantsMailed(session, people, subject, body, key, actor=by, after={"people": len(people)}))
    return len(people)
