"""The calendar: what stands in it is offered by the rooms above; rooms to meet in are booked here."""

from flask import Flask

from forum.calendar import models  # noqa: F401


def init_app(app: Flask) -> None: ...
