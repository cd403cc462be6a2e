"""The databases the tests run on: SQLite by default, PostgreSQL with ``DB=postgresql``.

Each is migrated once into a template; every xdist worker works on a copy of its own, emptied after each test.
PostgreSQL is ``TEST_DATABASE_URL`` if set, else a cluster of our own made from the machine's binaries: reached by a
socket only, without fsync, run as an ordinary user, gone at the end.
"""

import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine, make_url

from tests.setup.postgresql import Cluster

ROOT = Path(__file__).resolve().parents[1]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


def kind() -> str:
    """``sqlite`` or ``postgresql``: the database this run is about."""
    name = os.environ.get("DB", "sqlite")
    if name not in {"sqlite", "postgresql"}:
        raise SystemExit(f"DB={name}: choose sqlite or postgresql.")
    return name


class Workshop:
    """The folder (and the cluster) that one run shares with its workers; made and cleared away by the controller."""

    def __init__(self) -> None:
        self.cluster: Cluster | None = None
        self.folder = Path(tempfile.mkdtemp(prefix="intersession-tests-", dir=_fast_folder()))
        os.environ["TEST_WORKSHOP"] = str(self.folder)
        if kind() == "postgresql" and not os.environ.get("TEST_DATABASE_URL"):
            self.cluster = Cluster.start()
            os.environ["TEST_DATABASE_URL"] = self.cluster.url
            os.environ["TEST_DATABASE_IS_OURS"] = "1"

    def close(self) -> None:
        if self.cluster:
            self.cluster.stop()
            del os.environ["TEST_DATABASE_URL"], os.environ["TEST_DATABASE_IS_OURS"]
        shutil.rmtree(self.folder, ignore_errors=True)


def _fast_folder() -> str | None:
    """Memory, where the machine offers it: the tests commit thousands of times."""
    memory = Path("/dev/shm")
    try:
        enough = shutil.disk_usage(memory).free > 256 * 1024 * 1024
    except OSError:
        return None
    return str(memory) if enough and os.access(memory, os.W_OK) else None


class Sqlite:
    """A file, put back to the template's state by SQLite's backup."""

    def __init__(self, name: str = WORKER) -> None:
        folder = _workshop()
        self.template = folder / "template.db"
        self.path = folder / f"{name}.db"
        self.url = f"sqlite:///{self.path}"

    def prepare(self) -> None:
        with _only_one("sqlite"):
            if not self.template.exists():
                draft = self.template.with_suffix(".draft")
                migrate(f"sqlite:///{draft}")
                _settle(draft)
                draft.rename(self.template)
        self._template = sqlite3.connect(self.template, check_same_thread=False)
        self.empty(None)

    def empty(self, _engine: Engine | None) -> None:
        target = sqlite3.connect(self.path, timeout=10)
        try:
            self._template.backup(target)
        finally:
            target.close()

    def drop(self) -> None:
        self._template.close()


class Postgresql:
    """A database cloned from the template; emptied by truncating the tables that hold something."""

    def __init__(self, name: str = WORKER) -> None:
        self.server = make_url(os.environ["TEST_DATABASE_URL"]).set(drivername="postgresql+psycopg")
        prefix = f"intersession_test_{_workshop().name[-8:]}".lower()
        self.template = f"{prefix}_template"
        self._is_ours = "TEST_DATABASE_IS_OURS" in os.environ
        self.name = f"{prefix}_{name}"
        self.url = self.server.set(database=self.name).render_as_string(hide_password=False)

    def prepare(self) -> None:
        with _only_one("postgresql"), _server(self.server) as run:
            if not run("SELECT 1 FROM pg_database WHERE datname = :name", name=self.template):
                run(f'CREATE DATABASE "{self.template}"')
                migrate(self.server.set(database=self.template).render_as_string(hide_password=False))
            run(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')

    def empty(self, engine: Engine | None) -> None:
        assert engine is not None
        with engine.begin() as connection:
            tables = connection.execute(text(_TABLES_IN_USE)).scalars().all()
            if tables and self._is_ours:
                connection.exec_driver_sql(_DELETE_ALL.format("; ".join(f"DELETE FROM {table}" for table in tables)))
            elif tables:
                connection.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE"))

    def drop(self) -> None:
        with _only_one("postgresql"), _server(self.server) as run:
            run(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            others = "SELECT 1 FROM pg_database WHERE datname LIKE :these AND datname <> :template"
            if not run(others, these=self.template.replace("template", "%"), template=self.template):
                run(f'DROP DATABASE IF EXISTS "{self.template}" WITH (FORCE)')


_TABLES_IN_USE = """
    SELECT quote_ident(relname) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0
"""
# in a cluster of ours we may look away from foreign keys; for a few rows that is ten times quicker than TRUNCATE
_DELETE_ALL = """
    SET LOCAL session_replication_role = replica; {};
    SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
"""


def open_database(name: str = WORKER) -> Sqlite | Postgresql:
    """An empty database, migrated to the head, for this worker (or for one test, under another ``name``)."""
    database = Sqlite(name) if kind() == "sqlite" else Postgresql(name)
    database.prepare()
    return database


def migrate(url: str) -> None:
    """Bring the database at ``url`` to the head of the migrations."""
    from flask_migrate import upgrade

    from forum import create_app
    from forum.core.db import db

    app = create_app(quiet_config() | {"SQLALCHEMY_DATABASE_URI": url})
    with app.app_context():
        if any((ROOT / "migrations" / "versions").glob("*.py")):
            upgrade()
        else:
            db.create_all()
    leave(app)


def leave(app: Flask) -> None:
    """Close every connection that ``app`` keeps: its own, and those of ``core.limits``."""
    from forum.core.db import db

    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    if limits := app.extensions.get("limits"):
        limits.dispose()


def quiet_config() -> dict:
    """The configuration of every app that tests make: nothing leaves the workshop's folder, hashing is quick."""
    folder = _workshop() / WORKER
    folder.mkdir(exist_ok=True)
    return {
        "TESTING": True,
        "SECRET_KEY": "a key for tests only",
        "INSTANCE_PATH": str(folder),
        "STORAGE_URL": str(folder / "uploads"),
        "ASSETS_PATH": str(_workshop() / "assets"),  # pressed once for all workers
        "REDIS_URL": None,
        "SMTP_URL": None,
        "BASE_URL": "http://localhost",
        "SESSION_COOKIE_SECURE": False,
        "WTF_CSRF_ENABLED": False,
        "ARGON2": {"time_cost": 1, "memory_cost": 8, "parallelism": 1},
    }


def _workshop() -> Path:
    return Path(os.environ["TEST_WORKSHOP"])


def _settle(path: Path) -> None:
    """Fold the write-ahead log into the file, so that the file alone is the database."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@contextmanager
def _only_one(name: str) -> Iterator[None]:
    with (_workshop() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _server(url) -> Iterator:
    """A function that runs one statement outside any transaction and returns its rows."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")

    def run(statement: str, **values: str) -> list:
        with engine.connect() as connection:
            result = connection.execute(text(statement), values)
            return list(result) if result.returns_rows else []

    try:
        yield run
    finally:
        engine.dispose()
