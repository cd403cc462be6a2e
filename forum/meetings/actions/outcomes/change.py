"""Moving an action on: begun, done, dropped; given to someone else, or until another day."""

from sqlalchemy import update

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.meetings.events import ActionAssigned, ActionChanged
from forum.meetings.models import Action


class StaleAction(Exception):
    """Somebody changed the action since the version this was based on; it is read afresh."""


def change_action(action: Action, actor: User, base: int, **facts: object) -> None:
    """Set ``facts``: state, comment, upload_id, owner, owner_id, due. StaleAction when ``base`` is an older version."""
    same = update(Action).where(Action.id == action.id, Action.version == base)
    taken = same.values(version=Action.version + 1).returning(Action.id)
    is_mine = db.session.scalar(taken, execution_options={"synchronize_session": False})
    db.session.refresh(action)
    if not is_mine:
        raise StaleAction
    before, owner = action.state, action.owner_id
    for name, value in facts.items():
        setattr(action, name, value)
    action.changed_at, action.changed_by_id = now(), actor.id
    db.session.flush()
    emit(ActionChanged(action, actor=actor, before={"state": before}, after={"state": action.state}))
    if action.owner_id and action.owner_id != owner:
        emit(ActionAssigned(action, actor))
