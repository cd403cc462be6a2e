"""Drafts: what somebody is writing and has not sent. Theirs alone: no search, no mail, no page of others has it."""

from flask import Flask

from forum.topics.drafts import jobs, listeners, models, navigation, views  # noqa: F401
from forum.topics.drafts.blueprint import bp
from forum.topics.drafts.queries import files_used
from forum.uploads.rules import offer_owner


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    offer_owner(_shown_by_none, files_used)


def _shown_by_none(_viewer: object, _upload: object) -> bool:
    """Whoever sent a file sees it; a draft opens it to nobody else."""
    return False
