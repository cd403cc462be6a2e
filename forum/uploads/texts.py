"""The words of documents, for the search. Rooms that files hang on say which of them they carry, and index them."""

import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from forum.core.clock import now
from forum.core.db import db, insert, keep
from forum.core.events import emit
from forum.core.jobs import enqueue
from forum.core.storage import storage
from forum.uploads.events import TextRead
from forum.uploads.kinds import ODF, OFFICE, PDF
from forum.uploads.models import Upload, UploadText

_KINDS = (PDF, OFFICE["word/"], ODF["application/vnd.oasis.opendocument.text"])
READABLE = {kind.content_type: kind.extension for kind in _KINDS}
MOST_TRIES = 3
PATIENCE = 60  # seconds, of which the reader may use 15 of the processor
EXTRACTING = Path(__file__).with_name("extracting.py")

Carries = Callable[[list[int]], set[int]]
_carriers: list[Carries] = []


class Words(NamedTuple):
    """What is known of one file."""

    name: str
    url: str
    text: str


def offer_carrier(carries: Carries) -> None:
    """A room whose things are found by the words of their files: ``carries(ids)``, those of ``ids`` it does so for."""
    if carries not in _carriers:
        _carriers.append(carries)


def carried(ids: Iterable[int]) -> set[int]:
    """Those of ``ids`` that something carries which can be found."""
    ids = list(ids)
    return set().union(*(carries(ids) for carries in _carriers)) if ids else set()


def words_of(ids: Iterable[int]) -> dict[int, Words]:
    """The names and texts of the files ``ids``, in their order."""
    found = select(Upload.id, Upload.name, Upload.token, UploadText.text).outerjoin(UploadText)
    rows = db.session.execute(found.where(Upload.id.in_(list(ids))).order_by(Upload.id))
    return {row.id: Words(row.name, f"/fichiers/{row.token}/{row.name}", row.text or "") for row in rows}


def to_index(ids: Iterable[int]) -> str:
    """All that the index is told of these files; those that nobody has read yet are read after the commit."""
    ids = list(ids)
    if not ids:  # most messages: nobody is asked
        return ""
    for upload_id in unread(ids):
        enqueue("uploads.read", upload_id)
    return "\n".join(f"{spaced(one.name)}\n{one.text}" for one in words_of(ids).values())


def spaced(name: str) -> str:
    """« Livret-accueil_2031.pdf » as words."""
    return name.replace("-", " ").replace("_", " ").replace(".", " ")


def unread(ids: Iterable[int]) -> list[int]:
    """Those of ``ids`` that could be read and have not been."""
    could = Upload.id.in_(list(ids)), Upload.content_type.in_(READABLE)
    was_tried = (UploadText.state != "reading") | (UploadText.tries >= MOST_TRIES)
    tried = select(UploadText.upload_id).where(was_tried)
    return list(db.session.scalars(select(Upload.id).where(*could, Upload.id.not_in(tried)).order_by(Upload.id)))


def read(upload_id: int) -> None:
    """Read one file and tell; a broken one is noted, and read no more. Nothing is read that hangs on nothing."""
    if not unread([upload_id]) or not carried([upload_id]):
        return
    upload = db.session.get_one(Upload, upload_id)
    _begin(upload)
    text, is_whole = extract(upload)
    known = db.session.get(UploadText, upload_id, populate_existing=True)
    if known is None:  # deleted meanwhile
        return
    known.text, known.state = text, "read" if is_whole else "broken"
    db.session.flush()
    if text:
        emit(TextRead(upload))


def _begin(upload: Upload) -> None:
    """Note the try before it begins: a file that takes the whole worker with it is not read for ever."""
    new = insert(UploadText).values(upload_id=upload.id, state="reading", text="", tries=1, at=now())
    more = {"tries": UploadText.tries + 1, "at": now()}
    db.session.execute(new.on_conflict_do_update(index_elements=["upload_id"], set_=more))
    keep()


def extract(upload: Upload) -> tuple[str, bool]:
    """The text of the file, as far as it could be read within the bounds, and whether that is all of it."""
    command = [sys.executable, "-I", str(EXTRACTING), READABLE[upload.content_type]]
    with storage().open(upload.digest) as file:
        child = subprocess.Popen(  # noqa: S603  (our own program)
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
        )
        try:
            output, _ = child.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            output, _ = child.communicate()
    return output.decode("utf-8", "replace").strip(), child.returncode == 0
