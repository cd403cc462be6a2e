"""Where the pages of trainings hang, and the words they share."""

from typing import Any

from flask import Blueprint

from forum.calendar import words
from forum.trainings.queries.choices import title_of

bp = Blueprint("trainings", __name__)


@bp.context_processor
def named() -> dict[str, Any]:
    return {"dates": words, "title_of": title_of}
