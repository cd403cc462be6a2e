"""The queue of slow work: Huey, in SQLite or in Redis."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from huey.api import Huey
    from redis import ConnectionPool

PATIENCE = 2.0  # seconds that a request waits for a Redis that is asleep


def make(app: Flask) -> "Huey":
    """The queue that the configuration asks for; in tests, one that is forgotten with the process.

    Huey imports every driver it finds, a tenth of a start and of a process's memory: it finds the one it is to use.
    """
    address = app.config["REDIS_URL"]
    with _unseen("psycopg", *([] if address else ["redis"])):
        from huey import MemoryHuey, RedisHuey, SqliteHuey
    if app.config.get("TESTING"):
        return MemoryHuey("intersession", results=False)
    if address:
        return RedisHuey("intersession", connection_pool=_pool(address), results=False)
    return SqliteHuey("intersession", filename=f"{app.instance_path}/jobs.db", results=False, fsync=True)


def _pool(address: str) -> "ConnectionPool":
    """Connections that give up: who waits is someone who has just sent a message, which is stored already."""
    from redis import ConnectionPool
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    times = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    return ConnectionPool.from_url(address, retry=Retry(NoBackoff(), 0), **times)


@contextmanager
def _unseen(*modules: str) -> Iterator[None]:
    """Within the block, ``import`` finds none of ``modules``."""
    there = {name: sys.modules[name] for name in modules if name in sys.modules}
    sys.modules.update(dict.fromkeys(modules))  # type: ignore[arg-type]  (None: what ``import`` takes for « there is none »)
    try:
        yield
    finally:
        for name in modules:
            del sys.modules[name]
        sys.modules.update(there)
