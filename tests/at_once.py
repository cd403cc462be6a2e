"""Many hands at the same moment."""

import contextvars
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from forum.core.db import db

DONE = "done"


def at_once(app: Flask, times: int, act: Callable[[FlaskClient], Any]) -> list:
    """What ``act(client)`` returns in ``times`` threads that start together, each with a browser of its own.

    A plain one: the requests of threads must not touch the test's own transaction.
    """
    return _together(times, lambda _number: act(FlaskClient(app, app.response_class)))


def in_transactions(app: Flask, times: int, act: Callable[[int], Any], refusal: type[Exception]) -> list[str]:
    """What became of ``act(number)`` in ``times`` threads that start together, each in a transaction of its own:
    ``DONE``, or the name of the ``refusal`` it met."""

    def work(number: int) -> str:
        with app.test_request_context():
            try:
                act(number)
                db.session.commit()
            except refusal as refused:
                db.session.rollback()
                return type(refused).__name__
            finally:
                db.session.remove()
            return DONE

    with _connections(times):
        return _together(times, work)


def _together(times: int, act: Callable[[int], Any]) -> list:
    gate = Barrier(times)

    def run(number: int) -> Any:
        gate.wait()
        return contextvars.Context().run(act, number)

    db.session.commit()
    with ThreadPoolExecutor(times) as pool:
        results = list(pool.map(run, range(times)))
    db.session.rollback()
    db.session.expire_all()
    return results


@contextmanager
def _connections(times: int) -> Iterator[None]:
    """So many more than the pool usually keeps, for a while: who waits for one is not at the database yet."""
    pool: Any = db.engine.pool
    usual = pool._max_overflow
    pool._max_overflow = times
    yield
    pool._max_overflow = usual


def signed_in(app: Flask, client: FlaskClient, session_key: str) -> FlaskClient:
    """The client with a session that ``accounts.sessions.open_for`` opened."""
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = session_key, True
    return client
