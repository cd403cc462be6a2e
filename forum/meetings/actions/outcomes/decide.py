"""What a decision is worth today: in force, replaced by another, given up."""

from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit
from forum.meetings.events import DecisionChanged
from forum.meetings.models import Decision


def settle_decision(decision: Decision, actor: User, state: str, superseded_by_id: int | None = None) -> None:
    before = decision.state
    decision.state = state
    decision.superseded_by_id = superseded_by_id if state == "superseded" else None
    db.session.flush()
    emit(DecisionChanged(decision, actor=actor, before={"state": before}, after={"state": state}))
