"""Topics and posts: what members write to each other between meetings."""

from flask import Flask

from forum.topics import drafts, files, freshness, jobs, listeners, models, navigation, rules, search, tallies  # noqa: F401
from forum.topics.blueprint import bp
from forum.topics.order import jobs as dates  # noqa: F401
from forum.topics.views import answers, composing, editing, keeping, marking, polling, reading, writing  # noqa: F401


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    drafts.init_app(app)
    files.init()
    search.init()
