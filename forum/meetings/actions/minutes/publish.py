"""Publishing minutes: from now on members read them, and they change by amendments alone."""

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.meetings.actions.minutes import posting
from forum.meetings.actions.minutes.numbering import Outcomes
from forum.meetings.actions.minutes.save import take
from forum.meetings.events import MinutesPublished
from forum.meetings.models import Minutes
from forum.meetings.queries.minutes import blocks_of


def publish(minutes: Minutes, actor: User, base: int) -> None:
    """Number decisions and actions, post the minutes in the meeting's topic, and tell; StaleMinutes as for a save."""
    blocks = blocks_of(minutes, base)
    outcomes = Outcomes(minutes, actor, [], blocks)
    outcomes.number()  # the message says the numbers: it is cooked while they are held, and once a meeting
    message = posting.post(minutes, actor, blocks, outcomes.codes)
    at = {"published_at": now(), "published_by_id": actor.id, "published_number": base}
    take(minutes, base, ("approved",), state="published", post_id=message.id if message else None, **at)
    outcomes.write()
    db.session.flush()
    emit(MinutesPublished(minutes, actor=actor))
