"""The search page."""

from datetime import timedelta

from flask import Blueprint, request

from forum.categories.queries import visible
from forum.core.clock import now
from forum.core.htmx import render
from forum.core.i18n import lazy
from forum.core.paging import page_number
from forum.core.viewer import me
from forum.search.drawing import drawn
from forum.search.queries import search
from forum.search.question import Question, understand

bp = Blueprint("search", __name__)

KINDS = {
    "post": lazy("Messages"),
    "meeting": lazy("Réunions"),
    "minutes": lazy("Comptes rendus"),
    "training": lazy("Formations"),
    "person": lazy("Personnes"),
}
PERIODS = {"30": 30, "90": 90, "365": 365}  # days


@bp.get("/recherche")
def index():
    question = asked()
    results = search(me(), question, page_number())
    return render(
        "search/index.html",
        question=question,
        results=results,
        categories=visible(me()),
        chosen=request.args,
        kinds=KINDS,
        hits=drawn(results.page.rows, question.wanted),
    )


def asked() -> Question:
    """The question in the address: the text, then what the form beside the results adds."""
    question = understand(request.args.get("q", ""))
    question.categories += request.args.getlist("categorie")[:50]
    question.kinds = [kind for kind in request.args.getlist("type") if kind in KINDS]
    question.by_date = request.args.get("tri") == "date"
    if days := PERIODS.get(request.args.get("periode", "")):
        question.after = now() - timedelta(days=days)
    question.in_title = question.in_title or "titre" in request.args
    return question
