"""Where files are kept: a local folder, each file under the SHA-256 of its content."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from flask import Flask, current_app

CHUNK = 1 << 18
PARTS = ".parts"  # the folder of files on their way


class Storage(Protocol):
    """What rooms ask of a store."""

    def put(self, file: BinaryIO) -> tuple[str, int]: ...
    def open(self, digest: str) -> BinaryIO: ...
    def delete(self, digest: str) -> None: ...
    def digests(self) -> Iterator[str]: ...
    def age(self, digest: str) -> float: ...
    def write_part(self, name: str, at: int, data: bytes) -> None: ...
    def open_parts(self, name: str) -> BinaryIO: ...
    def delete_parts(self, name: str) -> None: ...
    def parts(self) -> Iterator[tuple[str, float]]: ...


class Folder:
    """Files below one folder; a file is there whole or not at all, even if the machine stops meanwhile."""

    def __init__(self, root: str | Path):
        self.root = Path(root)

    def put(self, file: BinaryIO) -> tuple[str, int]:
        """Keep the rest of ``file``; its SHA-256 (hex) and its size in bytes. OSError when the disk is full."""
        self.root.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=self.root, prefix=".new-", delete=False) as new:
            try:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    new.write(chunk)
                new.flush()
                os.fsync(new.fileno())
                self._settle(new.name, digest.hexdigest())
            except BaseException:
                Path(new.name).unlink(missing_ok=True)
                raise
        return digest.hexdigest(), size

    def path(self, digest: str) -> Path:
        return self.root / digest[:2] / digest

    def open(self, digest: str) -> BinaryIO:
        return self.path(digest).open("rb")

    def delete(self, digest: str) -> None:
        self.path(digest).unlink(missing_ok=True)

    def digests(self) -> Iterator[str]:
        """Every file kept (to find those that no row names any more)."""
        return (path.name for path in self.root.glob("??/*") if path.is_file())

    def age(self, digest: str) -> float:
        """Seconds since the file was kept."""
        return time.time() - self.path(digest).stat().st_mtime

    def write_part(self, name: str, at: int, data: bytes) -> None:
        """Keep a part of a file on its way; it is on the disk before this returns. OSError when that is full."""
        (self.root / PARTS).mkdir(parents=True, exist_ok=True)
        file = os.open(self.root / PARTS / name, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            while data:
                written = os.pwrite(file, data, at)
                data, at = data[written:], at + written
            os.fsync(file)
        finally:
            os.close(file)

    def open_parts(self, name: str) -> BinaryIO:
        return (self.root / PARTS / name).open("rb")

    def delete_parts(self, name: str) -> None:
        (self.root / PARTS / name).unlink(missing_ok=True)

    def parts(self) -> Iterator[tuple[str, float]]:
        """Every file on its way, and how many seconds ago its last part came."""
        now = time.time()
        return ((path.name, now - path.stat().st_mtime) for path in self.root.glob(f"{PARTS}/*"))

    def _settle(self, new: str, digest: str) -> None:
        home = self.path(digest)
        home.parent.mkdir(exist_ok=True)
        Path(new).replace(home)
        folder = os.open(home.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # the name too must survive a power cut
        finally:
            os.close(folder)


def init_app(app: Flask) -> None:
    url = app.config["STORAGE_URL"]
    if "://" in url and not url.startswith("file://"):
        raise ValueError(f"STORAGE_URL: only a folder is supported for now, not {url.split('://')[0]}://")
    app.extensions["storage"] = Folder(url.removeprefix("file://"))


def storage() -> Storage:
    return current_app.extensions["storage"]
