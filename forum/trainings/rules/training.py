"""Who may see a training action and its sessions, and arrange them."""

from typing import Any

from forum.core.rules import rule
from forum.trainings.models import Training, TrainingSession


@rule("see", Training)
def can_see(user: Any, training: Training) -> bool:
    """Everybody, but for drafts."""
    return training.state != "draft" or can_arrange(user, training)


@rule("arrange", Training)
def can_arrange(user: Any, _training: Training | type[Training]) -> bool:
    """Describe, publish, hold sessions, register whoever telephones: the support team."""
    return bool(user.is_organiser)


@rule("see", TrainingSession)
def can_see_session(user: Any, session: TrainingSession) -> bool:
    """The date, the place and the numbers; who is registered is for those who ``arrange`` it."""
    return (can_see(user, session.training) and not session.is_draft) or can_arrange_session(user, session)


@rule("arrange", TrainingSession)
def can_arrange_session(user: Any, session: TrainingSession) -> bool:
    return can_arrange(user, session.training)


@rule("purge", Training)
def can_purge(user: Any, _training: type[Training]) -> bool:
    """Delete what is kept no longer, before the night does."""
    return bool(user.is_administrator)
