"""The calendar: what stands in it is offered by the rooms above; rooms to meet in are booked here."""

from flask import Flask

from forum.calendar import jobs, models, navigation, rules, tallies  # noqa: F401
from forum.calendar.blueprint import bp
from forum.calendar.views import bookings, feeds, pages, rooms  # noqa: F401


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
