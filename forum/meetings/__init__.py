"""Meetings: dates, agendas, who comes, minutes, decisions, actions."""

from flask import Flask

from forum.meetings import (  # noqa: F401
    dates,
    files,
    listeners,
    minutes_files,
    minutes_search,
    models,
    reminders,
    rules,
    search,
    topics,
)
from forum.meetings.blueprint import bp
from forum.meetings.views import (  # noqa: F401
    agenda,
    answering,
    arranging,
    attendance,
    corrections,
    documents,
    minutes,
    minutes_importing,
    minutes_writing,
    outcomes,
    planning,
    presence,
    presences,
    proposals,
    series,
    settling,
    show,
    workshops,
)


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    minutes_files.init()
    files.init()
    search.init()
    minutes_search.init()
    dates.init()
