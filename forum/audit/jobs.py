"""How long acts are remembered."""

from datetime import timedelta

from sqlalchemy import delete

from forum.audit.models import AuditEntry
from forum.core.clock import now
from forum.core.db import db
from forum.core.jobs import periodic

KEPT = timedelta(days=365)


@periodic("audit.purge", hour="3", minute="20")
def purge() -> None:
    """Logs are kept for twelve months at most."""
    db.session.execute(delete(AuditEntry).where(AuditEntry.at < now() - KEPT))
