"""Being told: in the site and by mail, with one switch each."""

from flask import Flask

from forum.notifications import about_agendas, about_meetings, about_minutes, jobs, listeners, models, navigation, views  # noqa: F401


def init_app(app: Flask) -> None:
    app.register_blueprint(views.bp)
