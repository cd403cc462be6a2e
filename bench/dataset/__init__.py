"""The data set: a forum as large as the budgets are about, written by bulk inserts and kept for the next run."""

import hashlib
import inspect
import shutil
import sqlite3
from importlib import import_module
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text
from sqlalchemy.schema import CreateTable

from bench.dataset import meetings, messages, people, reading, topics, trainings, words
from bench.dataset.scale import Scale
from forum import create_app, markup, rooms
from forum.core.clock import now
from forum.core.db import db

__all__ = ["Scale", "build", "copy", "fill", "kept"]
ROOT = Path(__file__).resolve().parents[2]


def kept(folder: Path, scale: Scale) -> Path:
    """The SQLite file of the data set, built if the last one was made for other tables or by other code."""
    path = folder / f"forum-{_key(scale)}.db"
    if not path.exists():
        for old in folder.glob(f"forum-*-{scale.key}.db"):
            old.unlink()
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        build(f"sqlite:///{draft}", folder, scale)
        _settle(draft)
        draft.rename(path)
    return path


def build(url: str, folder: Path, scale: Scale) -> None:
    """Make the tables at ``url`` and fill them."""
    app = _app(url, folder)
    with app.app_context():
        if any((ROOT / "migrations" / "versions").glob("*.py")):
            upgrade()
        else:
            db.create_all()
        fill(scale)
        db.engine.dispose()


def fill(scale: Scale) -> None:
    """Write the data set into empty tables."""
    today = now()
    places = people.settle(scale, today)
    topics.write(scale, places, today)
    reading.follow(scale, today)
    meetings.meet(scale, today)
    trainings.train(today)
    db.session.commit()
    _take_stock()


def _take_stock() -> None:
    """What a database in use knows about itself: statistics, and keys that go on after those written here."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            for table in db.metadata.sorted_tables:
                if table.autoincrement_column is not None:
                    last = f"greatest(1, (SELECT max(id) FROM {table.name}))"
                    connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {last})"))
            connection.execute(text("VACUUM ANALYZE"))
        else:
            connection.execute(text("INSERT INTO search_words (search_words) VALUES ('optimize')"))


def _app(url: str, folder: Path) -> Flask:
    home = folder / "build"
    home.mkdir(parents=True, exist_ok=True)
    return create_app({"SQLALCHEMY_DATABASE_URI": url, "INSTANCE_PATH": str(home), "TESTING": True})


def _settle(path: Path) -> None:
    """Fold the write-ahead log into the file, so that the file alone is the database."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    for left in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        left.unlink(missing_ok=True)


def copy(source: Path, target: Path) -> None:
    """A copy that a run may write to."""
    for name in (target, target.with_name(target.name + "-wal"), target.with_name(target.name + "-shm")):
        name.unlink(missing_ok=True)
    shutil.copyfile(source, target)


def _key(scale: Scale) -> str:
    """Other tables, another recipe or other code of this package make another data set."""
    for room in rooms():
        import_module(f"forum.{room}")  # whatever tables it has are part of the key
    tables = "".join(str(CreateTable(table)) for table in db.metadata.sorted_tables)
    indexes = sorted(str(index) for table in db.metadata.sorted_tables for index in table.indexes)
    migrations = sorted(path.name for path in (ROOT / "migrations" / "versions").glob("*.py"))
    parts = (meetings, messages, people, reading, topics, trainings, words)
    code = "".join(inspect.getsource(module) for module in parts)
    what = f"{tables}{indexes}{migrations}{code}{markup.RECIPE}"
    return f"{hashlib.sha256(what.encode()).hexdigest()[:12]}-{scale.key}"
