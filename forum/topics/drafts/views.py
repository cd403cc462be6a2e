"""Keeping what is typed, and the page of what is not sent."""

from typing import Any

from flask import Response, abort, flash, jsonify, request, url_for

from forum.core.htmx import done, render
from forum.core.i18n import gettext as _
from forum.core.limits import limit
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.markup import CannotCook, cook, excerpt
from forum.topics.drafts import actions
from forum.topics.drafts.blueprint import bp
from forum.topics.drafts.filling import FIELDS, LONGEST, said, sequence_of, too_many
from forum.topics.drafts.models import Draft
from forum.topics.drafts.places import parse
from forum.topics.drafts.queries import drafts_of, find, place_now, where
from forum.topics.forms import QuestionForm, one_line, text
from forum.topics.models import Post

SHOWN = 960  # characters of which the list shows the beginning
PACE = (90, 60)  # an editor saves at most every two seconds


@bp.get("/brouillons")
@login_required
def index() -> Response:
    """What the person has begun and not sent."""
    drafts = drafts_of(me().id)
    starts = {draft.place: _start(draft) for draft in drafts}
    return render("drafts/index.html", drafts=drafts, where=where(me(), drafts), kinds=kinds(), starts=starts)


def _start(draft: Draft) -> str:
    """How it begins, in words without marks."""
    start = draft.body[:SHOWN]
    try:
        return excerpt(cook(start).text, SHOWN // 4)
    except CannotCook:
        return excerpt(start, SHOWN // 4)


@bp.get("/brouillons/<place>")
@login_required
def show(place: str) -> Response:
    """One text, to be read and copied, even when its topic is gone."""
    draft = _get(place)
    return render("drafts/show.html", draft=draft, place=where(me(), [draft]).get(place), kinds=kinds())


@bp.get("/brouillons/<place>/texte")
@login_required
def content(place: str) -> Response:
    """The text, for the editor that opens on a page that was there before."""
    if parse(place) is None:
        abort(404)
    place = place_now(me().id, place)
    return jsonify(_told(find(me().id, place)))


@bp.post("/brouillons/<place>")
@login_required
def save(place: str) -> tuple[Response, int]:
    """Keep what the editor holds; 409 with the newer text when another one has saved since."""
    require("write", Post)
    limit("topics.draft", me().id, PACE)
    body = text(request.form.get("body")) or ""
    if parse(place) is None or len(body) > LONGEST:
        abort(404 if parse(place) is None else 413)
    place = place_now(me().id, place)
    fields = {name: value[:1000] for name in FIELDS if (value := one_line(request.form.get(name)))}
    sequence = sequence_of(request.form.get("sequence"))
    if not body.strip() and not fields.get("title"):
        actions.discard(me(), place, sequence)
        return jsonify(_told(find(me().id, place)) | {"said": ""}), 200
    try:
        draft = actions.save(me(), place, body, fields, sequence)
    except actions.Overtaken as newer:
        return jsonify(_told(newer.draft)), 409
    except actions.TooMany:
        return jsonify(error=too_many()), 422
    return jsonify(sequence=draft.sequence, said=said(draft)), 200


@bp.route("/brouillons/<place>/suppression", methods=["GET", "POST"])
@login_required
def delete(place: str) -> Response:
    """Ask, then throw the text away."""
    draft, form = _get(place), QuestionForm()
    if form.validate_on_submit():
        actions.discard(me(), place)
        flash(place, "saved")  # the browser forgets its copy
        flash(_("Le brouillon est supprimé."), "ok")
        return done(url_for("drafts.index"))
    return render("drafts/delete.html", draft=draft, form=form)


def _get(place: str) -> Draft:
    return (parse(place) and find(me().id, place)) or abort(404)


def _told(draft: Draft | None) -> dict[str, Any]:
    if draft is None:
        return {"sequence": 0, "body": "", "fields": {}, "said": ""}
    return {"sequence": draft.sequence, "body": draft.body, "fields": draft.fields, "said": said(draft)}


def kinds() -> dict[str, str]:
    return {"reponse": _("Réponse"), "sujet": _("Nouveau sujet"), "message": _("Modification d’un message")}
