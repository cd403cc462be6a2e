"""Models equal migrations, and every migration goes down and up again without losing a row that both sides know."""

import hashlib
from collections.abc import Iterator
from itertools import pairwise

import pytest
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import Connection, inspect, text

from forum.core.db import db
from forum.core.migrations import bring_up_to_date, is_up_to_date
from tests import databases
from tests.house.rows import fill

Rows = dict[str, list[dict]]


@pytest.fixture
def apart() -> Iterator[Flask]:
    """An app on a migrated database of its own."""
    from forum import create_app

    database = databases.open_database(f"{databases.WORKER}_migrations")
    app = create_app(databases.quiet_config() | {"SQLALCHEMY_DATABASE_URI": database.url})
    with app.app_context():
        yield app
    databases.leave(app)
    database.drop()


def scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())


def read_all(connection: Connection) -> Rows:
    """Every row of every table of ours."""
    inspector = inspect(connection)
    tables = [t for t in sorted(inspector.get_table_names()) if t != "alembic_version" and not _is_shadow(t)]
    return {t: [dict(row) for row in connection.execute(text(f'SELECT * FROM "{t}"')).mappings()] for t in tables}


def _is_shadow(table: str) -> bool:
    """SQLite keeps a full-text index in tables of its own."""
    return table.endswith(("_data", "_idx", "_docsize", "_config", "_content"))


def columns_of(connection: Connection) -> dict[str, set[str]]:
    inspector = inspect(connection)
    return {table: {column["name"] for column in inspector.get_columns(table)} for table in inspector.get_table_names()}


def checksums(rows: Rows, known: dict[str, set[str]]) -> dict[str, str]:
    """A fingerprint per table, of the columns that are ``known``; the order of rows does not count."""
    sums = {}
    for table in rows.keys() & known.keys():
        lines = sorted(repr(sorted((k, v) for k, v in row.items() if k in known[table])) for row in rows[table])
        sums[table] = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return sums


def reading(what):
    with db.engine.connect() as connection:
        return what(connection)


def test_there_is_one_head(apart):
    assert len(scripts().get_heads()) == 1


def test_models_equal_migrations(apart):
    try:
        check()
    except SystemExit as refusal:
        pytest.fail(f"flask db migrate would write something: {refusal}")


def test_each_migration_goes_down_and_up_with_rows(apart):
    with db.engine.begin() as connection:
        fill(connection, db.metadata)
    newest_first = [script.revision for script in scripts().walk_revisions()]
    for revision, below in pairwise([*newest_first, "base"]):
        there_and_back(revision, below)
    assert not reading(read_all)
    upgrade()
    assert {table.name for table in db.metadata.sorted_tables} <= reading(read_all).keys()


def there_and_back(revision: str, below: str) -> None:
    """Down, up and down again; what both sides know stays as it was."""
    rows = reading(read_all)
    downgrade(revision=below)
    known = reading(columns_of)
    before = checksums(rows, known)
    for move, target in ((None, below), (upgrade, revision), (downgrade, below)):
        if move:
            move(revision=target)
        now = {table: rows for table, rows in reading(read_all).items() if table in before}
        assert checksums(now, known) == before, f"rows changed on the way to {target}"


def test_a_lost_row_shows():
    """The fingerprint is worth something."""
    known = {"posts": {"id"}}
    whole, cut = {"posts": [{"id": 1}, {"id": 2}]}, {"posts": [{"id": 1}]}
    assert checksums(whole, known) != checksums(cut, known)


def test_a_start_knows_without_alembic_whether_there_is_something_to_migrate(apart):
    assert is_up_to_date()
    downgrade(revision="-1")
    assert not is_up_to_date()
    bring_up_to_date()
    assert is_up_to_date()
    downgrade(revision="base")
    with db.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    assert not is_up_to_date()
