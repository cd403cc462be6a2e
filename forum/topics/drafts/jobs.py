"""A draft that nobody went on with for half a year goes."""

from datetime import timedelta

from sqlalchemy import delete

from forum.core.clock import now
from forum.core.db import db
from forum.core.jobs import periodic
from forum.topics.drafts.models import Draft

KEPT = timedelta(days=180)


@periodic("drafts.purge", hour="2", minute="45")
def purge() -> None:
    db.session.execute(delete(Draft).where(Draft.updated_at < now() - KEPT))
