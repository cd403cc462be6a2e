"""Documents are read once they hang on something. Files that were sent and never used go after two days; what no row
names any more, the day after."""

from datetime import timedelta

from sqlalchemy import delete, select

from forum.core.clock import now
from forum.core.db import db
from forum.core.jobs import enqueue, job, periodic
from forum.core.storage import storage
from forum.uploads import sending, texts
from forum.uploads.models import Upload, UploadText
from forum.uploads.rules import still_used

UNUSED_FOR = timedelta(days=2)
UNNAMED_FOR = timedelta(days=1)
AT_ONCE = 500  # files


@job("uploads.read")
def read(upload_id: int) -> None:
    """Read the text of one document, for the search."""
    texts.read(upload_id)


@periodic("uploads.read_missing", minute="40")
def read_missing() -> None:
    """Have every document read that hangs on something and was not; keep no text of those that hang on nothing."""
    documents = list(db.session.scalars(select(Upload.id).where(Upload.content_type.in_(texts.READABLE))))
    known = set(db.session.scalars(select(UploadText.upload_id)))
    for start in range(0, len(documents), AT_ONCE):
        some = documents[start : start + AT_ONCE]
        carried = texts.carried(some)
        for upload_id in texts.unread(carried):
            enqueue("uploads.read", upload_id)
        if gone := (known & set(some)) - carried:
            db.session.execute(delete(UploadText).where(UploadText.upload_id.in_(gone)))


@periodic("uploads.purge", hour="2")
def purge() -> None:
    """Forget files that hang on nothing two days after they were sent."""
    old = db.session.scalars(select(Upload).where(Upload.created_at < now() - UNUSED_FOR)).all()
    used = still_used([upload.id for upload in old])
    for upload in old:
        if upload.id not in used:
            db.session.delete(upload)


@job("uploads.forget_parts")
def forget_parts(token: str) -> None:
    """What came in parts is whole, and kept elsewhere."""
    storage().delete_parts(token)


@periodic("uploads.purge_sends", minute="50")
def purge_sends() -> None:
    """Forget files that are half-sent since a day, and parts of which nobody knows."""
    sending.forget_old()


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
