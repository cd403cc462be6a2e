"""What becomes of decisions and actions once they are published."""

from forum.meetings.actions.outcomes.change import StaleAction, change_action
from forum.meetings.actions.outcomes.decide import settle_decision

__all__ = ["StaleAction", "change_action", "settle_decision"]
