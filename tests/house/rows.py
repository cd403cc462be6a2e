"""Fill every table with rows of no particular meaning, so that a migration has something to lose."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, Column, Connection, MetaData, Table, func, insert, select
from sqlalchemy import types as kinds
from sqlalchemy.types import TypeEngine

MOMENT = datetime(2031, 3, 5, 9, 0, tzinfo=UTC)
SPECIAL: dict[tuple[str, str], Any] = {  # (table, column): a value that a CHECK asks for
    ("bookings", "ends_at"): MOMENT + timedelta(hours=1),
    ("meetings", "ends_at"): MOMENT + timedelta(hours=1),
    ("workshops", "ends"): MOMENT + timedelta(hours=1),
    ("training_sessions", "ends_at"): MOMENT + timedelta(hours=1),
    ("training_sessions", "reserved"): 0,
    ("training_slots", "ends_at"): MOMENT + timedelta(hours=1),
    ("registrations", "pending_for"): "mail",
    ("registrations", "waitlist_pos"): None,
    ("registrations", "reason"): "",
}


def fill(connection: Connection, metadata: MetaData) -> None:
    """Two rows in each table, from the ground up; foreign keys point at rows that exist."""
    for table in metadata.sorted_tables:
        for number in (1, 2):
            values = {c.name: value_of(connection, c, number) for c in table.columns if not _is_left_to_the_database(c)}
            connection.execute(insert(table).values(values))


def _is_left_to_the_database(column: Column) -> bool:
    automatic = column.primary_key and column.autoincrement is not False and not column.foreign_keys
    return column.computed is not None or (
        automatic and isinstance(column.type, kinds.Integer) and len(column.table.primary_key.columns) == 1
    )


def value_of(connection: Connection, column: Column, number: int) -> Any:
    """A value that fits the column; rows 1 and 2 differ, for unique keys."""
    if (column.table.name, column.name) in SPECIAL:
        special = SPECIAL[column.table.name, column.name]
        return special(number) if callable(special) else special
    for key in column.foreign_keys:
        return _row_pointed_at(connection, column.table, key.column, number)
    allowed = _first_allowed(column)
    return sample(column.type, column.name, number) if allowed is None else allowed


def _first_allowed(column: Column) -> str | None:
    """The first word of a ``CHECK (column IN ('…', …))``."""
    for rule in column.table.constraints:
        if isinstance(rule, CheckConstraint) and (
            match := re.match(rf"""\W*{column.name}\W+IN\s*\('([^']*)'""", str(rule.sqltext), re.I)
        ):
            return match[1]
    return None


def _row_pointed_at(connection: Connection, table: Table, target: Column, number: int) -> Any:
    if target.table is table:
        return None
    return connection.execute(select(target).order_by(target).limit(1).offset(number - 1)).scalar()


def sample(kind: TypeEngine, name: str, number: int) -> Any:
    """A value of the column's type."""
    if isinstance(kind, kinds.TypeDecorator):
        return MOMENT if isinstance(kind.impl, kinds.DateTime) else sample(kind.impl_instance, name, number)
    samples = {
        kinds.Enum: lambda: kind.enums[0],  # type: ignore[attr-defined]
        kinds.Boolean: lambda: False,
        kinds.Integer: lambda: number,
        kinds.Numeric: lambda: number,
        kinds.DateTime: lambda: MOMENT,
        kinds.Date: lambda: date(2031, 3, number),
        kinds.Time: lambda: time(9, number),
        kinds.JSON: dict,
        kinds.LargeBinary: lambda: bytes([number]),
        kinds.String: lambda: f"{name}{number}"[: getattr(kind, "length", None) or 80],
    }
    for base, made in samples.items():
        if isinstance(kind, base):
            return made()
    if type(kind).__name__ == "TSVECTOR":
        return func.to_tsvector("simple", f"{name}{number}")
    raise NotImplementedError(f"tests/house/rows.py: no sample for {kind!r}")
