"""People: joining, signing in, staying safe."""

from flask import Flask

from forum.accounts import jobs, models, rules, sessions  # noqa: F401
from forum.accounts.browsers import browser_name
from forum.accounts.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.jinja_env.filters["browser_name"] = lambda row: browser_name(row.browser)
