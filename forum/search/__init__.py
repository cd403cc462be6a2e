"""Search: understands French, never shows what the reader may not see."""

from flask import Flask


def init_app(app: Flask) -> None: ...
