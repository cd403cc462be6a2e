"""Taking a file in."""

import secrets
from typing import Any, BinaryIO, Protocol

from forum.accounts.models import User
from forum.core.db import db
from forum.core.i18n import lazy
from forum.core.storage import storage
from forum.uploads.errors import Unacceptable
from forum.uploads.kinds import recognise
from forum.uploads.models import Upload
from forum.uploads.names import harmless

MAX_SIZE = 25 * 1024 * 1024  # bytes


class SentFile(Protocol):
    """What a form sends: Werkzeug's FileStorage, or anything alike."""

    @property
    def filename(self) -> str | None: ...
    @property
    def stream(self) -> Any: ...  # a binary file


TOO_LARGE = lazy("Ce fichier dépasse 25 Mo. Réduisez-le, ou partagez-en une partie.")


def store(sent: SentFile, owner: User) -> Upload:
    """Keep the file that ``owner`` sends; Unacceptable (with what to do) when it is refused, OSError on a full disk."""
    upload = taken_in(sent.stream, sent.filename or "", owner)
    db.session.add(upload)
    db.session.flush()
    return upload


def taken_in(file: BinaryIO, name: str, owner: User) -> Upload:
    """The row of a file whose content is recognised, made clean and stored; nothing is written to the database yet."""
    if size_of(file) > MAX_SIZE:
        raise Unacceptable(TOO_LARGE)
    kind = recognise(file, name)
    width = height = None
    if kind.is_image:
        from forum.uploads.images import clean  # with its decoders: for whoever sends one, not for each start

        image = clean(file, kind)
        file, kind, width, height = image.file, image.kind, image.width, image.height
    digest, size = storage().put(file)
    return Upload(
        token=secrets.token_urlsafe(24),
        name=harmless(name, kind.extension),
        digest=digest,
        size=size,
        content_type=kind.content_type,
        kind="image" if kind.is_image else "document",
        width=width,
        height=height,
        owner_id=owner.id,
    )


def size_of(file: BinaryIO) -> int:
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    return size
