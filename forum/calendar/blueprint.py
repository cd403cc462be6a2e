"""The calendar's pages, and the words they share."""

from typing import Any

from flask import Blueprint

from forum.calendar import words
from forum.core.i18n import lazy

bp = Blueprint("calendar", __name__)

KINDS = {"meeting": lazy("Réunion"), "training": lazy("Formation")}


@bp.context_processor
def named() -> dict[str, Any]:
    return {"dates": words, "KINDS": KINDS}
