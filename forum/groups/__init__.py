"""Groups of people, who carry rights."""

from flask import Flask

from forum.groups import listeners, models  # noqa: F401


def init_app(app: Flask) -> None: ...
