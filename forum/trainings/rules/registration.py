"""Who registers, and who sees and changes a registration. How many seats there are is not asked here."""

from typing import Any

from forum.core.rules import rule
from forum.trainings.models import Registration, TrainingSession
from forum.trainings.rules.training import can_arrange_session, can_see_session


@rule("register", TrainingSession)
def can_register(user: Any, session: TrainingSession) -> bool:
    """Oneself: everybody, visitors too, as long as the session takes registrations."""
    return session.takes_registrations and can_see_session(user, session)


@rule("register_others", TrainingSession)
def can_register_others(user: Any, session: TrainingSession) -> bool:
    """Colleagues: members."""
    return user.is_member and can_register(user, session)


@rule("see", Registration)
def can_see_registration(user: Any, registration: Registration) -> bool:
    """The person, who registered them, and the support team."""
    concerned = (registration.user_id, registration.registered_by_id)
    is_concerned = user.is_member and user.id in concerned
    return is_concerned or can_arrange_session(user, registration.session)


@rule("change", Registration)
def can_change_registration(user: Any, registration: Registration) -> bool:
    """Cancel or move: as long as the session lets people do so themselves; the support team until people were seen."""
    if not registration.is_live or not can_see_registration(user, registration):
        return False
    return registration.session.takes_changes or can_arrange_session(user, registration.session)


@rule("settle", Registration)
def can_settle(user: Any, registration: Registration) -> bool:
    """Approve, turn down, seat on a reserved seat, mark as present or absent."""
    return can_arrange_session(user, registration.session)
