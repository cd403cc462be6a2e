"""How far minutes have come: written, read again, approved."""

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.meetings.actions.minutes.save import take
from forum.meetings.events import MinutesSettled
from forum.meetings.models import Minutes

FROM = {"draft": ("review", "approved"), "review": ("draft",), "approved": ("draft", "review")}


def settle(minutes: Minutes, actor: User, state: str, base: int) -> None:
    """Bring the minutes, as ``actor`` read them (``base``), to ``state``; StaleMinutes when they changed meanwhile."""
    before = minutes.state
    take(minutes, base, FROM[state], state=state)
    is_approved = state == "approved"
    minutes.approved_at, minutes.approved_by_id = (now(), actor.id) if is_approved else (None, None)
    db.session.flush()
    emit(MinutesSettled(minutes, actor=actor, before={"state": before}, after={"state": state}))
