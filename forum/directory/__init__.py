"""Establishments: where members work. Other rooms ask ``queries``; the rows are in ``models``."""

from flask import Flask

from forum.directory import models  # noqa: F401  the tables must be known


def init_app(app: Flask) -> None: ...
