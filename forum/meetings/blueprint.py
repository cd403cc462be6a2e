"""Where the pages of meetings hang, and the words they share."""

from typing import Any

from flask import Blueprint

from forum.calendar import words

bp = Blueprint("meetings", __name__)


@bp.context_processor
def named() -> dict[str, Any]:
    return {"dates": words}
