"""Writing minutes: blocks added, moved and taken away without losing a word; two people at once."""

from typing import Any

from flask import Response, flash, request

from forum.core.htmx import done, render
from forum.core.i18n import gettext as _
from forum.core.rules import can, require
from forum.core.viewer import login_required, me
from forum.meetings import owners
from forum.meetings.actions import minutes as acts
from forum.meetings.actions.minutes.cooking import cooked
from forum.meetings.blocks import Block, load, words
from forum.meetings.blueprint import bp
from forum.meetings.forms.dimensions import dimension_choices
from forum.meetings.forms.minutes import MinutesForm, values
from forum.meetings.forms.rearranging import rearranged
from forum.meetings.merging import merge
from forum.meetings.models import Meeting, Minutes
from forum.meetings.queries import minutes as queries
from forum.meetings.queries.find import get_meeting
from forum.topics.revisions import words as compare

EDIT = "meetings/minutes_edit.html"


@bp.route("/reunions/<int:meeting_id>/compte-rendu/modifier", methods=["GET", "POST"])
@login_required
def edit_minutes(meeting_id: int) -> Response:
    """The whole text, in one form; every button sends all of it, and only « Enregistrer » keeps it."""
    meeting = get_meeting(me(), meeting_id)
    require("arrange", meeting, _("Le compte rendu est écrit par l’équipe d’appui."))
    minutes = queries.get_minutes(me(), meeting)
    if request.method == "GET":
        require("write", minutes, _("Ce compte rendu est approuvé. Reprenez d’abord sa rédaction."))
        return _shown(meeting, minutes, filled(minutes))
    if asked := request.form.get("do"):
        return _changed(meeting, minutes, asked)
    form = _sent(minutes)
    if not can(me(), "write", minutes):  # approved while this was being written
        return conflict(meeting, minutes, form.written, form.base_number, form.reason.data or "")
    return _saved(meeting, minutes, form)


def _saved(meeting: Meeting, minutes: Minutes, form: MinutesForm) -> Response:
    try:
        if form.validate_on_submit():
            acts.save(minutes, me(), form.written, form.base_number, form.reason.data or "")
            flash(_("Le compte rendu est enregistré."), "ok")
            flash(f"{me().id}-minutes-{meeting.id}", "saved")
            return done(f"{meeting.url}/compte-rendu")
    except acts.CannotCookBlock as refused:
        form.refuse(refused.block_id, refused.message)
    except acts.StaleMinutes:
        return conflict(meeting, minutes, form.written, form.base_number, form.reason.data or "")
    return _shown(meeting, minutes, form, status=422)


def _changed(meeting: Meeting, minutes: Minutes, asked: str) -> Response:
    """The form again, with a block more, moved or taken away, or with the text as it will look. Nothing is saved."""
    sent, place = rearranged(request.form, asked)
    form = _sent(minutes, sent)
    if asked != "preview":
        return _shown(meeting, minutes, form, at=place)
    try:
        preview = cooked(form.written, minutes, me(), None)
    except acts.CannotCookBlock as refused:
        form.refuse(refused.block_id, refused.message)
        return _shown(meeting, minutes, form, status=422)
    return _shown(meeting, minutes, form, preview=preview)


def conflict(meeting: Meeting, minutes: Minutes, yours: list[Block], base: int, reason: str = "") -> Response:
    """Both texts, and a proposal that holds what each of them changed; sent from here, it is based on the latest."""
    latest = queries.latest(minutes)
    theirs = load(latest.blocks)
    merged = merge(queries.blocks_of(minutes, base), theirs, yours)
    data = {"base": str(minutes.number), "reason": reason, "blocks": values(one.block for one in merged)}
    form = _prepared(MinutesForm(formdata=None, data=data), minutes)
    context = {
        "latest": latest,
        "their_text": words(theirs),
        "your_text": words(yours),
        "changes": compare(words(theirs), words(yours)),
        "beside": {place: words([one.theirs]) for place, one in enumerate(merged) if one.theirs},
    }
    return _shown(meeting, minutes, form, status=409, page="meetings/minutes_conflict.html", **context)


def filled(minutes: Minutes) -> MinutesForm:
    """The form with the latest text."""
    blocks = load(queries.latest(minutes).blocks) or [Block()]
    data = {"base": str(minutes.number), "blocks": values(blocks)}
    return _prepared(MinutesForm(formdata=None, data=data), minutes)


def _sent(minutes: Minutes, sent=None) -> MinutesForm:
    return _prepared(MinutesForm(request.form if sent is None else sent), minutes)


def _prepared(form: MinutesForm, minutes: Minutes) -> MinutesForm:
    form.is_amendment = minutes.is_published
    choices = dimension_choices(_("Aucune"))
    for part in form.blocks.entries:
        part.form.dimension.choices = choices
    return form


def _shown(
    meeting: Meeting, minutes: Minutes, form: MinutesForm, *, status: int = 200, page: str = EDIT, **context: Any
) -> Response:
    context = {"at": None, "members": owners.choices(meeting), **context}
    return render(page, status=status, meeting=meeting, minutes=minutes, form=form, **context)
