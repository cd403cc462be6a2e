"""Files that members attach: recognised by content, kept safe, served with the rights of what they hang on."""

from flask import Flask

from forum.uploads import jobs, parts, rules, views  # noqa: F401  registered by being imported


def init_app(app: Flask) -> None:
    app.register_blueprint(views.bp)
