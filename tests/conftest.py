"""What every test may ask for. Makers of rows are in ``tests/makers.py``, the databases in ``tests/databases.py``."""

import contextvars
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from hypothesis import settings
from werkzeug.test import TestResponse

from tests import databases

# The same examples every time, and no deadline: a busy machine is no failure.
settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        config.workshop = databases.Workshop()  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    if workshop := getattr(config, "workshop", None):
        workshop.close()


def pytest_report_header() -> str:
    return f"database: {databases.kind()}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about the other database, and say so; `make test` lists them one by one."""
    other = {"sqlite": "postgresql_only", "postgresql": "sqlite_only"}[databases.kind()]
    left_out = [item for item in items if item.get_closest_marker(other)]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


class Client(FlaskClient):
    """A browser without a window. Each request has a session of its own, so a view that forgets to commit is caught.

    What the test has prepared is committed before the request, and read afresh after it.
    """

    def open(self, *args, **kwargs) -> TestResponse:
        from forum.core.db import db

        db.session.commit()
        response = contextvars.Context().run(super().open, *args, **kwargs)
        response.get_data()  # a file that is sent is read to its end, then closed
        response.close()
        db.session.rollback()
        db.session.expire_all()
        for remembered in tuple(g):  # settings and the like, read before the request
            g.pop(remembered)
        return response

    def fragment(self, url: str, method: str = "GET", **kwargs) -> TestResponse:
        """The same request as htmx sends it."""
        return self.open(url, method=method, headers={"HX-Request": "true", **kwargs.pop("headers", {})}, **kwargs)


@pytest.fixture(scope="session")
def database() -> Iterator[databases.Sqlite | databases.Postgresql]:
    database = databases.open_database()
    yield database
    database.drop()


@pytest.fixture(scope="session")
def house(database) -> Iterator[Flask]:
    """The app, made once for the whole run."""
    from forum import create_app

    app = create_app(databases.quiet_config() | {"SQLALCHEMY_DATABASE_URI": database.url})
    app.test_client_class = Client
    yield app
    databases.leave(app)


@pytest.fixture
def app(house: Flask, database) -> Iterator[Flask]:
    """The app, with its context pushed and an empty database, left empty behind the test."""
    from forum.core.db import db

    config = dict(house.config)
    with house.app_context():
        yield house
        db.session.remove()
        database.empty(db.engine)
    house.config.clear()
    house.config.update(config)
    _forget(house)


def _forget(house: Flask) -> None:
    """What a process remembers between requests, and the files it wrote."""
    from forum.core import tallies
    from forum.core.mail import transports

    tallies._pending.clear()
    house.extensions["mail_transport"] = transports.make(house)
    house.extensions["huey"].storage.flush_all()
    shutil.rmtree(house.config["STORAGE_URL"], ignore_errors=True)
    shutil.rmtree(Path(house.config["INSTANCE_PATH"]) / "mail", ignore_errors=True)


@pytest.fixture
def db(app: Flask):
    """The database of the house; what the test adds is committed by its next request."""
    from forum.core.db import db

    return db


@pytest.fixture
def client(app: Flask) -> Client:
    """A visitor."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def log_in(app: Flask):
    """``log_in(user)``: a client signed in as ``user``. (The sign-in form has tests of its own.)"""
    from forum.accounts import sessions

    def signed_in(user) -> Client:
        from forum.core.db import db

        db.session.commit()
        client: Client = app.test_client()  # type: ignore[assignment]
        with client.session_transaction() as cookie:
            cookie["_user_id"] = sessions.open_for(user)
            cookie["_fresh"] = True
        return client

    return signed_in


@pytest.fixture
def clock():
    """The clock of the house, stopped; ``clock.set(instant)`` and ``clock.forward(hours=1)`` move it."""
    from tests.clock import StoppedClock

    with StoppedClock(datetime(2031, 3, 5, 9, 0, tzinfo=UTC)) as stopped:
        yield stopped


@pytest.fixture
def in_a_request(app: Flask) -> Iterator[None]:
    """The test stands inside a request: what it does may build addresses."""
    with app.test_request_context():
        yield


@pytest.fixture
def at_work(clock, in_a_request) -> None:
    """Thursday 20 January 2022, 9 h in Paris: four weeks before the meeting most tests are about."""
    clock.set(datetime(2022, 1, 20, 8, 0, tzinfo=UTC))


@pytest.fixture
def smtp() -> Iterator:
    """A mail server on a free loopback port: ``smtp.url``, and ``smtp.messages`` in order of arrival."""
    from tests.mailbox import Mailbox

    with Mailbox() as mailbox:
        yield mailbox


@pytest.fixture(scope="session")
def _redis_server() -> Iterator:
    from tests.setup.redis import Server

    with Server() as server:
        yield server


@pytest.fixture
def redis(_redis_server):
    """An empty Redis of our own: ``redis.url``, ``with redis.asleep(): …``."""
    _redis_server.empty()
    return _redis_server
