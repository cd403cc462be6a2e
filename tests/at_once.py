"""Many hands at the same moment."""

import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from forum.core.db import db


def at_once(app: Flask, times: int, act: Callable[[FlaskClient], Any]) -> list:
    """What ``act(client)`` returns in ``times`` threads that start together, each with a browser of its own.

    A plain one: the requests of threads must not touch the test's own transaction.
    """
    gate = Barrier(times)

    def run(_number: int) -> Any:
        client = FlaskClient(app, app.response_class)
        gate.wait()
        return contextvars.Context().run(act, client)

    db.session.commit()
    with ThreadPoolExecutor(times) as pool:
        results = list(pool.map(run, range(times)))
    db.session.rollback()
    db.session.expire_all()
    return results


def signed_in(app: Flask, client: FlaskClient, session_key: str) -> FlaskClient:
    """The client with a session that ``accounts.sessions.open_for`` opened."""
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = session_key, True
    return client
