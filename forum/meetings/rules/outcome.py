"""Who changes decisions and actions; whoever reads the meeting reads them."""

from typing import Any

from forum.core.rules import rule
from forum.meetings.models import Action, Decision
from forum.meetings.rules.meeting import can_arrange, can_read


@rule("read", Decision)
@rule("read", Action)
def can_read_outcome(user: Any, outcome: Decision | Action | type) -> bool:
    """The registers are members'; one decision or action is for those who read its meeting."""
    return user.is_member if isinstance(outcome, type) else can_read(user, outcome.meeting)


@rule("change", Decision)
def can_change_decision(user: Any, decision: Decision) -> bool:
    return can_arrange(user, decision.meeting)


@rule("change", Action)
def can_change_action(user: Any, action: Action) -> bool:
    """Whoever it is given to, and the support team."""
    is_owner = action.owner_id is not None and action.owner_id == user.id
    return can_read(user, action.meeting) and (is_owner or can_arrange(user, action.meeting))


@rule("assign", Action)
def can_assign(user: Any, action: Action) -> bool:
    """Give it to someone else, or until another day."""
    return can_arrange(user, action.meeting)
