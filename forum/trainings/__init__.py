"""Training actions: described once, held in sessions, registered for, certified."""

from flask import Flask

from forum.trainings import models  # noqa: F401
from forum.trainings.blueprint import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
