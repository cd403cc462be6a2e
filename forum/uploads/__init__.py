"""Files that members attach: recognised by content, kept safe, served with the rights of what they hang on."""

from flask import Flask

from forum.uploads import models  # noqa: F401


def init_app(app: Flask) -> None: ...
