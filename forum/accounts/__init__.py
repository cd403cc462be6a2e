"""People: joining, signing in, staying safe."""

from flask import Flask

from forum.accounts import models  # noqa: F401


def init_app(app: Flask) -> None: ...
