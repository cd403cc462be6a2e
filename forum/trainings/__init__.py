"""Training actions: described once, held in sessions, registered for, certified."""

from flask import Flask

from forum.trainings import (  # noqa: F401
    dates,
    durations,
    files,
    freshness,
    jobs,
    listeners,
    mails,
    models,
    rules,
    search,
)
from forum.trainings.blueprint import bp
from forum.trainings.views import (  # noqa: F401
    answering,
    arranging,
    attendance,
    certified,
    closing,
    describing,
    desk,
    documents,
    figures,
    managing,
    mine,
    planning,
    public,
    questionnaires,
    questions,
    registering,
    registrants,
)


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    files.init()
    search.init()
    dates.init()
