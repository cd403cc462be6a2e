"""Administration: accounts, admission, groups, categories and rights, settings, outbox, audit."""

from flask import Flask


def init_app(app: Flask) -> None: ...
