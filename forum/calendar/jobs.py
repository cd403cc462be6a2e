"""How long it is remembered who was sent what, and which addresses there were."""

from datetime import timedelta

from sqlalchemy import delete

from forum.calendar.models import Feed, Sent
from forum.core.clock import now
from forum.core.db import db
from forum.core.jobs import periodic

SENT_KEPT = timedelta(days=730)  # nothing more is said to calendars about a date that old
REVOKED_KEPT = timedelta(days=90)


@periodic("calendar.purge", hour="3", minute="40")
def purge() -> None:
    """Forget what serves no one any more."""
    db.session.execute(delete(Sent).where(Sent.sent_at < now() - SENT_KEPT))
    db.session.execute(delete(Feed).where(Feed.revoked_at < now() - REVOKED_KEPT))
