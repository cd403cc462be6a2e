"""The database: one session, one naming of constraints, SQLite set up so that nothing answered is lost."""

import sqlite3
from datetime import UTC, datetime
from time import monotonic
from typing import Annotated, Any

from flask import Flask, g, has_request_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Engine, MetaData, Result, String, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

from forum.core.reading import rows_of


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, aware in Python; refuses naive values."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs its time zone.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


instant = Annotated[datetime, mapped_column(Instant)]
key = Annotated[int, mapped_column(primary_key=True)]
short = Annotated[str, mapped_column(String(200))]


class Database(SQLAlchemy):
    """Flask-SQLAlchemy, telling type checkers that its models are rows of ``Base``."""

    Model: type[Base]  # type: ignore[assignment]


PATIENCE = 8.0  # seconds that a request waits for someone else's lock; then it is a 503

db = Database(model_class=Base)


def init_app(app: Flask) -> None:
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        # IMMEDIATE: the first write of a transaction takes the writer's lock at once, instead of failing half-way
        options: dict[str, Any] = {"connect_args": {"isolation_level": "IMMEDIATE", "timeout": PATIENCE}}
        options["pool_use_lifo"] = True  # the connection used last, whose cache is warm
    else:
        waits = f"-c lock_timeout={int(PATIENCE * 1000)}"
        options = {"pool_pre_ping": True, "connect_args": {"options": waits}}
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", options)
    db.init_app(app)
    app.teardown_appcontext(_stop_reading)


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def insert(table: Any) -> Any:
    """An INSERT of the database in use, both of which know ON CONFLICT."""
    return (sqlite if is_sqlite() else postgresql).insert(table)


def table_of(model: type[Base]) -> Table:
    """The table of a model, for statements that make no objects."""
    return model.__table__  # type: ignore[return-value]


def read(statement: Any, values: dict[str, Any] | None = None) -> Result:
    """The rows of a query that any page asks; no session is made for it, which would cost what the query costs."""
    if not has_request_context() or db.session.registry.has():
        return db.session.execute(statement, values)
    if "reading" not in g:
        g.reading = asking(db.engine)
    return rows_of(g.reading, statement, values or {})


def asking(engine: Engine) -> Connection:
    """A connection for questions alone; on PostgreSQL they need no BEGIN and no ROLLBACK, each a way there and back."""
    connection = engine.connect()
    if engine.dialect.name == "sqlite":
        return connection
    return connection.execution_options(isolation_level="AUTOCOMMIT")


def _stop_reading(_error: BaseException | None) -> None:
    if connection := g.pop("reading", None):
        connection.close()


def keep() -> None:
    """Commit what must survive the refusal that may follow, such as the files sent along with a form."""
    db.session.commit()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL, so that readers never wait; FULL, because NORMAL may lose answered posts in a power cut."""
    if type(connection).__module__ != "sqlite3":
        return
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "mmap_size=268435456",
        "cache_size=-16000",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "before_cursor_execute")
def _queue_for_sqlite(_connection: Any, cursor: Any, statement: str, *_more: Any) -> None:
    """Take the writer's lock before the first write, asking often.

    Left to itself SQLite lets who waits sleep longer and longer, up to 0.1 s, so that newcomers overtake them until
    they give up; this way everybody has the same chance.
    """
    is_write = statement.startswith(("INSERT", "UPDATE", "DELETE"))
    if not is_write or not isinstance(cursor, sqlite3.Cursor) or cursor.connection.in_transaction:
        return
    cursor.execute("PRAGMA busy_timeout=15")
    end = monotonic() + PATIENCE
    while monotonic() < end:
        try:
            cursor.execute("BEGIN IMMEDIATE")
            break
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                break  # the write itself meets the same, and says so
    else:
        return  # the write meets the lock once more, and gives up
    cursor.execute(f"PRAGMA busy_timeout={int(PATIENCE * 1000)}")
