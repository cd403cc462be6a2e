"""The blueprint that the pages of the administration share."""

from flask import Blueprint

from forum.accounts.models import User
from forum.admin import words
from forum.core.clock import now
from forum.core.rules import require
from forum.core.viewer import me

bp = Blueprint("admin", __name__, url_prefix="/admin")


@bp.before_request
def staff_only() -> None:
    """Before any row is looked up, so that 403 and 404 do not tell others what exists; visitors sign in first."""
    if me().is_authenticated:
        require("list", User)


@bp.context_processor
def named() -> dict:
    """The words for roles, states, acts and mails, and the clock, in every template of the room."""
    return {"words": words, "current_instant": now}
