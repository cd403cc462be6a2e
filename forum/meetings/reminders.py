"""Reminding of actions: seven days before their day, and on the day after it."""

from datetime import timedelta

from sqlalchemy import or_, select

from forum.core.clock import PARIS, today
from forum.core.db import db
from forum.core.events import emit
from forum.core.jobs import periodic
from forum.meetings.events import ActionDue
from forum.meetings.models import Action

AHEAD = timedelta(days=7)
LATEST = timedelta(days=8)  # what a machine that stood still has missed is still said, for a week


@periodic("meetings.remind_actions", hour="6", minute="10")
def remind_actions() -> None:
    """Each action once before and once after, for each day it is due; ahead only of those given before D-7."""
    day = today()
    ahead = Action.due > day, Action.due <= day + AHEAD, _is_new(Action.reminded_before)
    for action in db.session.scalars(_pending(*ahead)):
        if action.due and action.created_at.astimezone(PARIS).date() + AHEAD <= action.due:
            action.reminded_before = action.due
            emit(ActionDue(action))
    late = Action.due < day, Action.due >= day - LATEST, _is_new(Action.reminded_after)
    for action in db.session.scalars(_pending(*late)):
        action.reminded_after = action.due
        emit(ActionDue(action, is_late=True))


def _pending(*conditions):
    return select(Action).where(Action.state.in_(("open", "doing")), *conditions).order_by(Action.id)


def _is_new(reminded):
    return or_(reminded.is_(None), reminded != Action.due)
