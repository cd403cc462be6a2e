"""The commands of ``flask --app forum``: thin wrappers, each with ``--help``."""

from flask import Flask

from forum.cli import demo, inspect, jobs, search, serve, trainings, user


def init_app(app: Flask) -> None:
    for part in (serve, demo, jobs, inspect, search, trainings, user):
        part.init_app(app)
