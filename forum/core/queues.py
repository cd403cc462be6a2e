"""The queue of slow work: Huey, in SQLite or in Redis."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask


@contextmanager
def _unseen(module: str) -> Iterator[None]:
    """Within the block, ``import module`` finds none."""
    there = sys.modules.get(module)
    sys.modules[module] = None  # type: ignore[assignment]  (what the import system takes for « there is none »)
    try:
        yield
    finally:
        del sys.modules[module]
        if there:
            sys.modules[module] = there


# Huey imports every driver it finds. PostgreSQL's, which it is not asked to use here, is 9 MB of each process.
with _unseen("psycopg"):
    from huey import MemoryHuey, RedisHuey, SqliteHuey, crontab  # noqa: F401
    from huey.api import Huey


def make(app: Flask) -> Huey:
    """The queue that the configuration asks for; in tests, one that is forgotten with the process."""
    if app.config.get("TESTING"):
        return MemoryHuey("intersession", results=False)
    if url := app.config["REDIS_URL"]:
        return RedisHuey("intersession", url=url, results=False)
    return SqliteHuey("intersession", filename=f"{app.instance_path}/jobs.db", results=False, fsync=True)
