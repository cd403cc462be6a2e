"""The front door: the member's home, the presentation for visitors, the pages an administrator edits."""

from flask import Flask

from forum.home import models, rules, views  # noqa: F401


def init_app(app: Flask) -> None:
    app.register_blueprint(views.bp)
