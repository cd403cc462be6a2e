"""Files that were sent and never used go after two days; what no row names any more, the day after."""

from datetime import timedelta

from sqlalchemy import select

from forum.core.clock import now
from forum.core.db import db
from forum.core.jobs import periodic
from forum.core.storage import storage
from forum.uploads.models import Upload
from forum.uploads.rules import still_used

UNUSED_FOR = timedelta(days=2)
UNNAMED_FOR = timedelta(days=1)


@periodic("uploads.purge", hour="2")
def purge() -> None:
    """Forget files that hang on nothing two days after they were sent."""
    old = db.session.scalars(select(Upload).where(Upload.created_at < now() - UNUSED_FOR)).all()
    used = still_used([upload.id for upload in old])
    for upload in old:
        if upload.id not in used:
            db.session.delete(upload)


@periodic("uploads.purge_orphans", hour="2", minute="30")
def purge_orphans() -> None:
    """Remove stored content that no row names: its file was forgotten, or a send failed half-way.

    Not before a day has passed since it was last sent: the same content may be on its way in again, its row not yet
    committed.
    """
    known = set(db.session.scalars(select(Upload.digest)))
    for digest in list(storage().digests()):
        if digest not in known and storage().age(digest) > UNNAMED_FOR.total_seconds():
            storage().delete(digest)
