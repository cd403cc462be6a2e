"""What any page asks of the database, with little around it: statements that are built once are compiled once too.

SQLAlchemy finds out at each execution what it knows of a statement. For one that reads two rows this costs ten times
what the database does, and a page asks six of them: here it is found out at the second execution, and kept as long as
the statement. Whatever goes wrong, SQLAlchemy is asked after all, and says what it is: to read twice changes nothing.
"""

from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect, IteratorResult, Result
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.types import TupleType

Values = dict[str, Any]
MOST = 200  # plans of a statement: lists of so many lengths


class Place(NamedTuple):
    """What stands in the place of a parameter: a value, a part of it (``path``), or what the statement itself says."""

    name: str
    path: tuple[int, ...]  # of a list: which one; of a list of tuples: also which part of it
    convert: Callable[[Any], Any] | None
    is_given: bool
    constant: Any

    def filled(self, values: Values) -> Any:
        if not self.is_given:
            return self.constant
        value = values[self.name]
        for step in self.path:
            value = value[step]
        return self.convert(value) if self.convert else value


class Plan(NamedTuple):
    """A statement for certain values and lengths of lists, as the driver takes it."""

    sql: str
    names: list[str]
    places: list[Place]
    is_positional: bool

    def parameters(self, values: Values) -> Any:
        filled = [place.filled(values) for place in self.places]
        return tuple(filled) if self.is_positional else dict(zip(self.names, filled, strict=True))


class Prepared:
    """A statement for one kind of database."""

    def __init__(self, statement: Any, dialect: Dialect):
        self._dialect, self._types = dialect, [column.type for column in statement.selected_columns]
        self._compiled = statement.compile(dialect=dialect)
        self._lists = [one.key for one in self._compiled.binds.values() if one.expanding]
        self._plans: dict[tuple, Plan] = {}
        self.is_complete = True  # does it name all its columns? Words of SQL may not
        self._shape: SimpleResultMetaData | None = None

    def rows(self, connection: Connection, values: Values) -> Result | None:
        plan = self._plan(values)
        parameters = plan.parameters(values)
        with closing(connection.connection.cursor()) as cursor:
            for note in connection.dispatch.before_cursor_execute:
                note(connection, cursor, plan.sql, parameters, None, False)
            cursor.execute(plan.sql, parameters)
            shape = self._shape or self._described(cursor.description)
            return IteratorResult(shape, iter(cursor.fetchall())) if shape else None

    def _plan(self, values: Values) -> Plan:
        key = (*values, *(len(values[name]) for name in self._lists if name in values))
        if key not in self._plans:
            if len(self._plans) >= MOST:
                self._plans.clear()
            self._plans[key] = self._planned(values)
        return self._plans[key]

    def _planned(self, values: Values) -> Plan:
        state = self._compiled.construct_expanded_state(values)
        lists = state.parameter_expansion.items()
        origin = {part: (name, self._path(name, at)) for name, parts in lists for at, part in enumerate(parts)}
        names = list(state.parameters if state.positiontup is None else state.positiontup)
        places = [self._place(*origin.get(name, (name, ())), state.parameters[name], values) for name in names]
        return Plan(state.statement, names, places, state.positiontup is not None)

    def _path(self, name: str, at: int) -> tuple[int, ...]:
        kind = self._compiled.binds[name].type
        return divmod(at, len(kind.types)) if isinstance(kind, TupleType) else (at,)

    def _place(self, name: str, path: tuple[int, ...], constant: Any, values: Values) -> Place:
        kind = self._compiled.binds[name].type
        kind = kind.types[path[1]] if isinstance(kind, TupleType) else kind
        convert = kind.dialect_impl(self._dialect).bind_processor(self._dialect)
        return Place(name, path, convert, name in values, convert(constant) if convert else constant)

    def _described(self, columns: Any) -> SimpleResultMetaData | None:
        self.is_complete = len(columns) == len(self._types)
        if not self.is_complete:
            return None
        kinds = [kind.dialect_impl(self._dialect) for kind in self._types]
        pairs = zip(kinds, columns, strict=True)
        readers = [kind.result_processor(self._dialect, column[1]) for kind, column in pairs]
        self._shape = SimpleResultMetaData([column[0] for column in columns], _processors=readers)
        return self._shape


_known: WeakKeyDictionary[Any, dict[str, Prepared | None]] = WeakKeyDictionary()


def rows_of(connection: Connection, statement: Any, values: Values) -> Result:
    """The rows of ``statement``, which changes nothing."""
    prepared = _prepared(statement, connection.dialect)
    if prepared and prepared.is_complete:
        driver = connection.connection
        try:
            if (rows := prepared.rows(connection, values)) is not None:
                return rows
        except connection.dialect.loaded_dbapi.Error:
            with suppress(connection.dialect.loaded_dbapi.Error):
                driver.rollback()
    return connection.execute(statement, values)


def _prepared(statement: Any, dialect: Dialect) -> Prepared | None:
    """From the second time on: what is built for one request alone is not worth it."""
    known = _known.setdefault(statement, {})
    prepared = known.get(dialect.name)
    if prepared is None:
        prepared = known[dialect.name] = Prepared(statement, dialect) if dialect.name in known else None
    return prepared
