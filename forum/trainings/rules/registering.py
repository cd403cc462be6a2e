"""Who opens the form of a training action, and the pages of a registration. The mailed link is a proof of its own."""

from typing import Any

from forum.core.rules import rule
from forum.trainings.models import Registration, Training
from forum.trainings.rules.training import can_arrange_session


@rule("register", Training)
def can_register_for(_user: Any, training: Training) -> bool:
    """Everybody, for what is published; whether a session takes them is the session's affair."""
    return training.is_published


@rule("manage", Registration)
def can_manage(user: Any, registration: Registration) -> bool:
    """See all of it, and say other details: the person."""
    return bool(user.is_member) and registration.user_id == user.id


@rule("withdraw", Registration)
def can_withdraw(user: Any, registration: Registration) -> bool:
    """Cancel it, or take it to another date: the person, and who registered them."""
    return can_manage(user, registration) or (bool(user.is_member) and registration.registered_by_id == user.id)


@rule("settle", Registration)
def can_settle(user: Any, registration: Registration) -> bool:
    """Approve, turn down, seat on a reserved seat, move, cancel with a word."""
    return can_arrange_session(user, registration.session)
