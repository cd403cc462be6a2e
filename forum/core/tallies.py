"""Small counts kept in memory and written in batches, so that a GET writes nothing.

    @tally("topics.views", merge=operator.add)
    def store_views(batch): ...            # {topic_id: 3, ...}, in a transaction of its own

    count("topics.views", topic.id, 1)

A process that is killed loses the last seconds of counts, and nothing else.
"""

import atexit
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app

from forum.core.db import db
from forum.core.logs import log

EVERY = 10.0  # seconds
Store = Callable[[dict[Any, Any]], None]
_stores: dict[str, tuple[Store, Callable[[Any, Any], Any]]] = {}
_pending: dict[str, dict[Any, Any]] = {}
_lock = threading.Lock()
_clerk: threading.Thread | None = None


def init_app(app: Flask) -> None:
    app.extensions["tallies"] = True


def tally(name: str, merge: Callable[[Any, Any], Any]) -> Callable[[Store], Store]:
    """Register how a batch is stored, and how two values of one key become one (``operator.add``, ``max``)."""

    def register(store: Store) -> Store:
        _stores[name] = (store, merge)
        return store

    return register


def count(name: str, subject: Any, value: Any) -> None:
    """Note ``value`` for ``subject``; it is stored within some seconds."""
    merge = _stores[name][1]
    with _lock:
        batch = _pending.setdefault(name, {})
        batch[subject] = merge(batch[subject], value) if subject in batch else value
    if not current_app.testing:
        _wake(current_app._get_current_object())  # type: ignore[attr-defined]


def pending(name: str, subject: Any) -> Any:
    """What this process has noted for ``subject`` and not stored yet, or None."""
    with _lock:
        return _pending.get(name, {}).get(subject)


def flush() -> None:
    """Store everything noted; what cannot be stored now is kept for the next time."""
    with _lock:
        batches = dict(_pending)
        _pending.clear()
    for name, batch in batches.items():
        store, merge = _stores[name]
        try:
            store(batch)
            db.session.commit()
        except Exception:
            db.session.rollback()
            log.exception("tally not stored", tally=name)
            _keep(name, batch, merge)


def _keep(name: str, batch: dict, merge: Callable[[Any, Any], Any]) -> None:
    with _lock:
        newer = _pending.setdefault(name, {})
        for subject, value in batch.items():
            newer[subject] = merge(value, newer[subject]) if subject in newer else value


def _wake(app: Flask) -> None:
    """One thread a process, started at the first count (after gunicorn has forked)."""
    global _clerk  # noqa: PLW0603  one a process
    if _clerk is None or not _clerk.is_alive():
        with _lock:
            if _clerk is None or not _clerk.is_alive():
                _clerk = threading.Thread(target=_work, args=(app,), daemon=True, name="tallies")
                _clerk.start()
                atexit.register(_last_flush, app)


def _work(app: Flask) -> None:
    pause = threading.Event()
    while not pause.wait(EVERY):
        _last_flush(app)


def _last_flush(app: Flask) -> None:
    with app.app_context():
        flush()
        db.session.remove()
