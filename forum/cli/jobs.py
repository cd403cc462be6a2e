"""``jobs``: the background worker, and what it does."""

import logging

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from forum.core import jobs as work

group = AppGroup("jobs", help="The background worker and its work.")


def init_app(app: Flask) -> None:
    app.cli.add_command(group)


@group.command("work")
def work_forever() -> None:
    """Do queued and periodic work until told to stop. Run exactly one of these."""
    consume(current_app._get_current_object())  # type: ignore[attr-defined]


def consume(app: Flask) -> None:
    """Be the consumer of the app's queue."""
    logging.basicConfig(level=logging.WARNING)
    app.extensions["huey"].create_consumer(workers=1, periodic=True, initial_delay=0.1, max_delay=1.0).run()


@group.command("list")
def list_jobs() -> None:
    """Print every job, and when the periodic ones run (crontab fields, UTC)."""
    when = work.schedule()
    for name, function in sorted(work.registered().items()):
        promise = (function.__doc__ or "").strip().splitlines()[0]
        click.echo(f"{name:32} {when.get(name, '') or 'when asked'!s:28} {promise}")


@group.command("run")
@click.argument("name")
@click.argument("arguments", nargs=-1)
def run_now(name: str, arguments: tuple[str, ...]) -> None:
    """Do one job now, in this process."""
    if name not in work.registered():
        raise click.BadParameter(f"no job is called {name!r}; see « flask jobs list »")
    work.run(name, *(int(a) if a.isdigit() else a for a in arguments))
