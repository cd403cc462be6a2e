"""The search page, and the list under its box."""

from collections.abc import Iterator
from datetime import timedelta

from flask import Blueprint, Response, make_response, render_template, request

from forum.categories.queries import visible
from forum.core.clock import now
from forum.core.htmx import render
from forum.core.i18n import lazy
from forum.core.paging import page_number
from forum.core.viewer import me
from forum.search.drawing import drawn
from forum.search.offers import flags
from forum.search.queries import explain, search
from forum.search.question import LONGEST, MOST_NAMES, Question, take, understand
from forum.search.suggesting import slow_down, suggest

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
        problems=explain(me(), question),
        results=results,
        categories=visible(me()),
        chosen=request.args,
        kinds=KINDS,
        flags=[flag for flag in flags().values() if flag.open_to(me())],
        hits=drawn(results.page.rows, results.wanted),
    )


@bp.get("/recherche/suggestions")
def suggestions() -> Response:
    """The list under the box, while one types."""
    slow_down(me())
    found = suggest(me(), request.args.get("q", ""))
    response = make_response(render_template("search/_suggestions.html", suggestions=found))
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response


def asked() -> Question:
    """The question in the address: the text, then what the form beside the results adds."""
    question = understand(request.args.get("q", ""))
    for word in _operators():
        take(question, word)
    question.kinds = [kind for kind in request.args.getlist("type") if kind in KINDS]
    question.by_date = request.args.get("tri") == "date"
    if days := PERIODS.get(request.args.get("periode", "")):
        question.after = question.after or now() - timedelta(days=days)
    question.in_title = question.in_title or "titre" in request.args
    question.with_file = question.with_file or "fichier" in request.args
    return question


def _operators() -> Iterator[str]:
    """What the fields of the form say, as one would have typed it."""
    for slug in request.args.getlist("categorie")[:MOST_NAMES]:
        yield f"#{slug}"
    yield from request.args.getlist("etat")[:MOST_NAMES]
    for words in request.args.get("mot", "").split(",")[:MOST_NAMES]:
        if words.strip():
            yield f"tag:{words.strip()}"
    if author := request.args.get("auteur", "").strip().lstrip("@"):
        yield f"@{author[:LONGEST]}"
    for name in ("apres", "avant"):
        if day := request.args.get(name, "").strip():
            yield f"{name}:{day[:20]}"
