"""``trainings``: how long the data of trainings is kept."""

import click
from flask import Flask
from flask.cli import AppGroup

from forum.core.db import db
from forum.trainings import retention

group = AppGroup("trainings", help="Data of trainings that is kept no longer.")


def init_app(app: Flask) -> None:
    app.cli.add_command(group)


@group.command("purge")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
def purge(dry_run: bool) -> None:
    """Delete what is kept no longer, and note it in the log; the nightly job does the same."""
    found = retention.due() if dry_run else retention.purge()
    db.session.commit()
    for one in found:
        click.echo(f"{one.rows:6}  {one.kind.label}, until {one.until.isoformat()}")
    click.echo("Nothing was deleted." if dry_run else f"{sum(one.rows for one in found)} rows deleted.")
