"""Search: understands French, never shows what the reader may not see."""

from flask import Flask

from forum.search import jobs, models, people, views  # noqa: F401


def init_app(app: Flask) -> None:
    app.register_blueprint(views.bp)
    people.init()
