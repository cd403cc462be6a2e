"""The blueprint that the pages of the administration share."""

from flask import Blueprint

from forum.admin import words
from forum.core.clock import now

bp = Blueprint("admin", __name__, url_prefix="/admin")


@bp.context_processor
def named() -> dict:
    """The words for roles, states, acts and mails, and the clock, in every template of the room."""
    return {"words": words, "current_instant": now}
