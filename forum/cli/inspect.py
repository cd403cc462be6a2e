"""``events``: who listens to what."""

import click
from flask import Flask

from forum.core.events import listeners


def init_app(app: Flask) -> None:
    app.cli.add_command(print_events)


@click.command("events")
def print_events() -> None:
    """Print every event and who listens to it."""
    for kind, functions in sorted(listeners().items(), key=lambda item: item[0].__qualname__):
        click.echo(f"{kind.__module__}.{kind.__qualname__}")
        for function in functions:
            promise = (function.__doc__ or "").strip().partition("\n")[0]
            click.echo(f"    {function.__module__}.{function.__qualname__}  {promise}")
