"""Meetings: dates, agendas, who comes, minutes, decisions, actions."""

from flask import Flask

from forum.meetings import listeners, models, rules  # noqa: F401
from forum.meetings.blueprint import bp
from forum.meetings.views import agenda, proposals, settling, show  # noqa: F401
from forum.meetings.views import answering, attendance, presence, presences, workshops  # noqa: F401


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
