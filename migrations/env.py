"""How Alembic meets the app's database.

On SQLite a changed table is rebuilt (batch mode); foreign keys are off meanwhile, because dropping the old table would
delete its children by cascade, and everything is checked afterwards.
"""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection, event, text

from forum.core.db import Instant, db


def run() -> None:
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            run_on_sqlite(connection)
        else:
            migrate(connection)


def run_on_sqlite(connection: Connection) -> None:
    connection.execute(text("PRAGMA foreign_keys=OFF"))
    connection.commit()
    # the driver begins no transaction for DDL by itself, and a migration that is killed must leave nothing half-made
    event.listen(connection, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    migrate(connection)
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    connection.execute(text("PRAGMA foreign_keys=ON"))
    connection.commit()
    if broken:
        raise RuntimeError(f"rows left without their parent: {broken[:5]}")


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        include_object=is_ours,
        render_item=render_type,
        transaction_per_migration=True,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()


def is_ours(_thing: Any, name: str | None, kind: str, reflected: bool, _compared: Any) -> bool:
    """The words of the search index are made by hand, and SQLite keeps them in tables of its own."""
    return not (
        reflected and kind in ("table", "index") and (name or "").startswith(("search_words", "ix_search_words"))
    )


def render_type(kind: str, thing: Any, _autogen: Any) -> Any:
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, Instant) else False


run()
