"""What the database says, to be compared before and after."""

from sqlalchemy import select

from forum.core.db import db

COUNTED = {"attempts"}  # tries are counted in a transaction of their own: they outlive refusals


def rows(but: set[str] = COUNTED) -> dict[str, list[str]]:
    """Every row of every table but those, as text."""
    db.session.commit()
    tables = [table for table in db.metadata.sorted_tables if table.name not in but]
    found = {table.name: sorted(map(str, db.session.execute(select(table)))) for table in tables}
    db.session.rollback()  # a lock is nobody's for longer than it takes
    return found


def changes(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, list[str]]:
    """The rows that are there on one side only, by table."""
    both = {name: set(before[name]) ^ set(after[name]) for name in before}
    return {name: sorted(different) for name, different in both.items() if different}
