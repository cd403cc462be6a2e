"""Categories, and who may see, create and reply in each."""

from flask import Flask

from forum.categories import models, rules  # noqa: F401


def init_app(app: Flask) -> None: ...
