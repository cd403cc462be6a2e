"""What an editor asks while one writes: formatted text as Markdown, and who is meant by the first letters of a name."""

from flask import Response, abort, jsonify, request

from forum.core.limits import limit
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.topics.blueprint import bp
from forum.topics.drafts.places import parse
from forum.topics.models import Post
from forum.topics.queries.completing import category_of, offers

PASTES = (20, 60)  # a minute
MOST_LETTERS = 40


@bp.post("/collage")
@login_required
def paste() -> tuple[Response, int]:
    """``html`` from the clipboard as Markdown; 422 when it is too much: the editor pastes the plain text instead."""
    from forum.markup.pasted import NotReadable, markdown_of_pasted  # takes a while to import, and few ask for it

    require("write", Post)
    limit("topics.paste", me().id, PASTES)
    try:
        return jsonify(markdown=markdown_of_pasted(request.form.get("html", ""))), 200
    except NotReadable:
        return jsonify(markdown=""), 422


@bp.get("/completion/<place>")
@login_required
def complete(place: str) -> Response:
    """The people and groups whose name begins with ``q``, of those who will read what is written at ``place``."""
    require("write", Post)
    where = parse(place) or abort(404)
    category_id = category_of(me(), where) or abort(404)
    letters = request.args.get("q", "").replace("\x00", "").strip()[:MOST_LETTERS]
    found = offers(me(), category_id, letters) if len(letters) > 1 else []
    return jsonify([one._asdict() for one in found])
