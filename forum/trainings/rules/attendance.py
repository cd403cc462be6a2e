"""Who may check people in, close the day, certify."""

from typing import Any

from forum.core.clock import now, today
from forum.core.rules import rule
from forum.trainings.models import Certificate, TrainingSession
from forum.trainings.rules.training import can_arrange_session


@rule("check_in", TrainingSession)
def can_check_in(user: Any, session: TrainingSession) -> bool:
    """From the session's day on, until it is archived: sheets of paper are typed in later."""
    return session.state in ("open", "closed", "held") and session.day <= today() and can_arrange_session(user, session)


@rule("close_day", TrainingSession)
def can_close_day(user: Any, session: TrainingSession) -> bool:
    """Once, when it has begun."""
    is_ahead = session.state not in ("open", "closed") or now() < session.starts_at
    return not is_ahead and can_check_in(user, session)


@rule("certify", TrainingSession)
def can_certify(user: Any, session: TrainingSession) -> bool:
    """Once the day is closed: who was there is settled."""
    return session.is_over and can_arrange_session(user, session)


@rule("read", Certificate)
def can_read_certificate(user: Any, certificate: Certificate) -> bool:
    """The person, when they have an account, and the support team. (Others come by the link of their mail.)"""
    registration = certificate.registration
    mine = user.is_member and registration.user_id is not None and registration.user_id == user.id
    return mine or can_arrange_session(user, registration.session)
