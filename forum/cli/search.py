"""``search``: the index."""

import click
from flask import Flask
from flask.cli import AppGroup

from forum.core.db import db
from forum.search import index

group = AppGroup("search", help="The search index.")


def init_app(app: Flask) -> None:
    app.cli.add_command(group)


@group.command("rebuild")
def rebuild() -> None:
    """Empty the index and fill it again; searches find less meanwhile."""
    count = index.rebuild()
    db.session.commit()
    click.echo(f"{count} documents.")
