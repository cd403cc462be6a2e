"""Categories, and who may see, create and reply in each."""

from flask import Flask

from forum.categories import models, rules  # noqa: F401
from forum.categories.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
