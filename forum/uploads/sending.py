"""Files that arrive in parts: a cut costs one part, and nothing is there twice."""

import secrets
from datetime import timedelta
from io import BytesIO

from sqlalchemy import delete, select, update

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.jobs import enqueue
from forum.core.storage import storage
from forum.uploads.actions import MAX_SIZE, TOO_LARGE, taken_in
from forum.uploads.errors import Unacceptable
from forum.uploads.kinds import recognise
from forum.uploads.models import Upload, UploadSend

PART = 1 << 20  # bytes
HEAD = 64  # bytes that tell what most files are
KEPT = timedelta(days=1)


class OutOfStep(Exception):
    """The part is not the one that is waited for: ``send.received`` says which is."""


def begin(owner: User, name: str, size: int) -> UploadSend:
    """A file is on its way; Unacceptable before a byte has left when it is too large."""
    if size > MAX_SIZE:
        raise Unacceptable(TOO_LARGE)
    send = UploadSend(token=secrets.token_urlsafe(24), owner_id=owner.id, name=name[-200:], size=size)
    db.session.add(send)
    db.session.flush()
    return send


def receive(send: UploadSend, owner: User, at: int, data: bytes) -> Upload | None:
    """Keep the part that begins ``at``; the file, once it is whole. OutOfStep, or Unacceptable and all is forgotten.

    The part is on the disk, and the file recognised and stored, before the first write takes the lock.
    """
    if at != send.received or not data or at + len(data) > send.size:
        raise OutOfStep
    try:
        if at == 0 and len(data) >= HEAD and not data.startswith(b"PK"):  # a ZIP tells what it is at its end
            recognise(BytesIO(data), send.name)
        storage().write_part(send.token, at, data)
        upload = _whole(send, owner) if at + len(data) == send.size else None
    except Unacceptable:
        abandon(send)
        raise
    _note(send, at, at + len(data))
    if upload:
        _keep(send, upload)
    return upload


def _whole(send: UploadSend, owner: User) -> Upload:
    with storage().open_parts(send.token) as file:
        return taken_in(file, send.name, owner)


def _note(send: UploadSend, before: int, after: int) -> None:
    """Of a part that was sent twice only one is counted; the other finds where the first has led."""
    mine = update(UploadSend).where(UploadSend.id == send.id, UploadSend.received == before)
    taken = db.session.scalar(mine.values(received=after).returning(UploadSend.id))
    db.session.refresh(send)
    if not taken:
        raise OutOfStep


def _keep(send: UploadSend, upload: Upload) -> None:
    db.session.add(upload)
    db.session.flush()
    send.upload_id = upload.id
    db.session.flush()
    enqueue("uploads.forget_parts", send.token)


def abandon(send: UploadSend) -> None:
    """Nothing of it is kept; a file that is whole already stays."""
    storage().delete_parts(send.token)
    db.session.delete(send)
    db.session.flush()


def forget_old() -> None:
    """What was half-sent a day ago, and parts that no row names."""
    old = UploadSend.at < now() - KEPT
    for token in db.session.scalars(select(UploadSend.token).where(old)).all():
        storage().delete_parts(token)
    db.session.execute(delete(UploadSend).where(old))
    known = set(db.session.scalars(select(UploadSend.token)))
    for token, age in list(storage().parts()):
        if token not in known and age > KEPT.total_seconds():
            storage().delete_parts(token)
