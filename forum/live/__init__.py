"""What pages that stay open learn without being loaded again: one small question, asked every ten seconds."""

from flask import Flask

from forum.live import views
from forum.live.gate import Gate


def init_app(app: Flask) -> None:
    app.register_blueprint(views.bp)
    app.wsgi_app = Gate(app)  # type: ignore[method-assign]
