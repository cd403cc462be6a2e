"""Several files as one .zip, written while it leaves: neither memory nor disk holds it."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import BinaryIO

from flask import Response

from forum.core.storage import CHUNK, storage
from forum.uploads.models import Upload
from forum.uploads.names import harmless


def zipped(files: Iterable[tuple[str, str, Upload]], name: str) -> Response:
    """The files (folder, name without extension, file) as the archive ``name``; names made harmless, never two alike.

    FileNotFoundError, before anything is sent, when one of them is gone from the storage.
    """
    kept, opened = ExitStack(), []
    for path, upload in _paths(files):
        opened.append((_fact(path, upload), kept.enter_context(storage().open(upload.digest))))
    response = Response(_written(opened), mimetype="application/zip")
    response.call_on_close(kept.close)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


class Outflow(io.RawIOBase):
    """Where the archive is written: what is in it since the last time is taken, and let go."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:  # type: ignore[override]
        self.parts.append(bytes(data))
        return len(self.parts[-1])

    def take(self) -> bytes:
        taken, self.parts = b"".join(self.parts), []
        return taken


def _written(files: list[tuple[zipfile.ZipInfo, BinaryIO]]) -> Iterator[bytes]:
    out = Outflow()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:  # documents and pictures are dense already
        for fact, file in files:
            with archive.open(fact, "w") as entry:
                while chunk := file.read(CHUNK):
                    entry.write(chunk)
                    yield out.take()
    yield out.take()


def _fact(path: str, upload: Upload) -> zipfile.ZipInfo:
    at = upload.created_at
    fact = zipfile.ZipInfo(path, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    fact.file_size = upload.size
    fact.external_attr = 0o644 << 16
    return fact


def _paths(files: Iterable[tuple[str, str, Upload]]) -> Iterator[tuple[str, Upload]]:
    taken: set[str] = set()
    for folder, name, upload in files:
        path = _free(folder, name, upload.name.rpartition(".")[2], taken)
        taken.add(path.casefold())  # some systems tell no capitals apart
        yield path, upload


def _free(folder: str, name: str, extension: str, taken: set[str]) -> str:
    """« Bilan/Convention-cadre.pdf », or « …-2.pdf » when that name is taken."""
    folder, name = folder.replace("/", " "), name.replace("/", " ")
    inside = harmless(f"{folder}.x", "x")[:-2] + "/" if folder else ""
    number, path = 1, inside + harmless(f"{name}.{extension}", extension)
    while path.casefold() in taken:
        number += 1
        path = inside + harmless(f"{name} {number}.{extension}", extension)
    return path
