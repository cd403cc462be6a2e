"""The audit log: who did what, to what, before and after."""

from flask import Flask

from forum.audit import jobs, listeners, models  # noqa: F401


def init_app(app: Flask) -> None: ...
