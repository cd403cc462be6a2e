"""``serve``: the web server and its background worker, started and stopped together."""

import signal
import subprocess
import sys
import time

import click
from flask import Flask, current_app
from flask_migrate import upgrade

from forum.cli.demo import fill_if_empty


def init_app(app: Flask) -> None:
    app.cli.add_command(serve)


@click.command()
@click.option("--port", default=8000, envvar="PORT", show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Web processes.")
@click.option("--demo", is_flag=True, help="Fill an empty database with the demonstration first.")
def serve(port: int, workers: int, demo: bool) -> None:
    """Migrate the database, then serve the site on 127.0.0.1 with its background worker."""
    upgrade()
    if demo:
        fill_if_empty()
    click.echo(f"\n  Intersession : {current_app.config['BASE_URL']}\n")
    run_together([web_command(port, workers), worker_command()])


def web_command(port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "forum:create_app()", "--bind", f"127.0.0.1:{port}"),
        *("--workers", str(workers), "--worker-class", "gthread", "--threads", "8", "--preload"),
        *("--graceful-timeout", "5", "--timeout", "60", "--log-level", "warning"),
    ]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "forum", "jobs", "work"]


def run_together(commands: list[list[str]]) -> None:
    """Run the commands until one ends or we are told to stop; then stop them all."""
    children = [subprocess.Popen(command) for command in commands]  # noqa: S603  our own two commands

    def stop(*_signal: object) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
    except KeyboardInterrupt:
        pass
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(15)
    sys.exit(max((child.returncode or 0) for child in children) > 0)
