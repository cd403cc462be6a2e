"""Topics and posts: what members write to each other between meetings."""

from flask import Flask

from forum.topics import models  # noqa: F401


def init_app(app: Flask) -> None: ...
