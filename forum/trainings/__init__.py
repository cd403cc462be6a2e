"""Training actions: described once, held in sessions, registered for, certified."""

from flask import Flask

from forum.trainings import durations, jobs, mails, models, rules  # noqa: F401
from forum.trainings.blueprint import bp
from forum.trainings.views import attendance, closing, managing, mine, registering  # noqa: F401


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
