"""Administration: accounts, admission, groups, categories and rights, settings, outbox, audit."""

from typing import Any

from flask import Flask

from forum.admin import rules  # noqa: F401
from forum.admin.blueprint import bp
from forum.core.navigation import nav


def init_app(app: Flask) -> None:
    from forum.admin import views  # noqa: F401  each registers its pages on the blueprint

    app.register_blueprint(bp)


@nav("is_staff")
def is_staff(viewer: Any) -> bool:
    return viewer.is_organiser
