"""Being told: in the site and by mail, with one switch each."""

from flask import Flask

from forum.notifications import (  # noqa: F401
    about_agendas,
    about_marks,
    about_meetings,
    about_minutes,
    about_trainings,
    jobs,
    listeners,
    models,
    navigation,
    views,
)


def init_app(app: Flask) -> None:
    app.register_blueprint(views.bp)
