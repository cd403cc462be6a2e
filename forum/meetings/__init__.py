"""Meetings: dates, agendas, who comes, minutes, decisions, actions."""

from flask import Flask

from forum.meetings import models, rules  # noqa: F401
from forum.meetings.blueprint import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
