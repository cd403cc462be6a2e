"""Files that were sent and never used go after two days; files without a row go too."""

from datetime import timedelta

from sqlalchemy import select

from forum.core.clock import now
from forum.core.db import db
from forum.core.jobs import periodic
from forum.core.storage import storage
from forum.uploads.actions import discard
from forum.uploads.models import Upload
from forum.uploads.rules import still_used


@periodic("uploads.purge", hour="2")
def purge() -> None:
    """Let go of files that hang on nothing two days after they were sent."""
    old = db.session.scalars(select(Upload).where(Upload.created_at < now() - timedelta(days=2))).all()
    used = still_used([upload.id for upload in old])
    for upload in old:
        if upload.id not in used:
            discard(upload)


@periodic("uploads.purge_orphans", hour="2", minute="30", day_of_week="0")
def purge_orphans() -> None:
    """Remove stored content that no row names (a send that failed half-way)."""
    known = set(db.session.scalars(select(Upload.digest)))
    for digest in list(storage().digests()):
        if digest not in known and storage().age(digest) > timedelta(days=1).total_seconds():
            storage().delete(digest)
