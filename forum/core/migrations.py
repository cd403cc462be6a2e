"""The structure of the database: whether it is of today, and what makes it so.

Alembic is loaded when there is something to do: it is a fifteenth of a start, and what serves pages never needs it.
"""

from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from werkzeug.local import LocalProxy

from forum.core.db import db

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def init_app(app: Flask) -> None:
    app.extensions["migrate"] = LocalProxy(cache(lambda: _set_up(app)))  # where ``flask db`` looks


def _set_up(app: Flask) -> Any:
    from flask_migrate import Migrate

    Migrate(app, db, directory=str(FOLDER), render_as_batch=True)
    return app.extensions["migrate"]  # now its own


def bring_up_to_date() -> None:
    """Run the migrations that the database has not seen."""
    if not is_up_to_date():
        from flask_migrate import upgrade

        upgrade()


def is_up_to_date() -> bool:
    """Was the newest of the migrations the last that the database saw? (A database that does not answer saw none.)"""
    newest = max(script.name for script in FOLDER.glob("versions/[0-9]*.py"))
    try:
        with db.engine.connect() as connection:
            seen = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    except DBAPIError:
        return False
    return seen == [newest.partition("_")[0]]
