"""``serve``: the web server and its background worker, started and stopped together."""

import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import wait
from typing import Any

import click
from flask import Flask, current_app
from gunicorn.app.base import BaseApplication

from forum.cli.demo import fill_if_empty
from forum.cli.jobs import consume
from forum.core.db import db
from forum.core.migrations import bring_up_to_date

# As in production (docs/deploy): threads for slow clients, a short grace, nothing said unless something is wrong.
WEB = {"worker_class": "gthread", "threads": 8, "graceful_timeout": 5, "timeout": 60, "loglevel": "warning"}


def init_app(app: Flask) -> None:
    app.cli.add_command(serve)


@click.command()
@click.option("--port", default=8000, envvar="PORT", show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Web processes.")
@click.option("--demo", is_flag=True, help="Fill an empty database with the demonstration first.")
def serve(port: int, workers: int, demo: bool) -> None:
    """Migrate the database, then serve the site on 127.0.0.1 with its background worker."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    bring_up_to_date()
    if demo:
        fill_if_empty()
    click.echo(f"\n  Intersession : {app.config['BASE_URL']}\n")
    db.session.remove()
    db.engine.dispose()  # a connection must not be shared with the processes to come
    gc.freeze()  # nor what is made so far copied into each of them, by looking for garbage in it
    gc.enable()
    sys.exit(run_together([lambda: Web(app, port, workers).run(), lambda: consume(app)]))


class Web(BaseApplication):
    """gunicorn around an app that is made already: it answers at once."""

    def __init__(self, app: Flask, port: int, workers: int):
        self.made = app
        self.options = WEB | {"bind": f"127.0.0.1:{port}", "workers": workers, "control_socket_disable": True}
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            if name in self.cfg.settings:  # type: ignore[union-attr]
                self.cfg.set(name, value)  # type: ignore[union-attr]

    def load(self) -> Any:
        return self.made


def run_together(tasks: list[Callable[[], Any]]) -> int:
    """Run each task in a process of its own until one ends or we are told to stop; 1 when one ended by itself."""
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=task) for task in tasks]
    for child in children:
        child.start()
    signal.signal(signal.SIGTERM, _stop)
    try:
        wait([child.sentinel for child in children])
        return 1
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.join(15)


def _stop(*_signal: object) -> None:
    raise SystemExit(0)
