"""The commands of ``flask --app forum``: thin wrappers, each with ``--help``."""

from flask import Flask

from forum.cli import inspect, jobs, serve


def init_app(app: Flask) -> None:
    for part in (serve, jobs, inspect):
        part.init_app(app)
