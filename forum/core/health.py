"""``/healthz``: is the site able to answer? For load balancers; says nothing else."""

from flask import Flask
from sqlalchemy import text

from forum.core.db import db


def init_app(app: Flask) -> None:
    app.add_url_rule("/healthz", "healthz", healthz)


def healthz():
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}
