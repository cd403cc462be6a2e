"""Saying whether one comes, on the page of the meeting; and who comes, for members."""

from flask import Response, flash, request, url_for

from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.meetings.actions import presence as actions
from forum.meetings.blueprint import bp
from forum.meetings.forms.presence import AnswerForm
from forum.meetings.models import Presence
from forum.meetings.queries import presence as queries
from forum.meetings.queries.find import get_meeting


@bp.route("/reunions/<int:meeting_id>/presence", methods=["GET", "POST"])
@login_required
def presence(meeting_id: int) -> Response:
    """The same question as on the meeting's page, on a page of its own; and where its forms are sent."""
    meeting = get_meeting(me(), meeting_id)
    require("read", meeting)
    form = AnswerForm(meeting, me())
    if not form.is_submitted():
        return render("meetings/presence.html", meeting=meeting, presence=queries.part(meeting, me()), form=form)
    require("answer", meeting, _("Cette réunion ne prend plus de réponse. Écrivez à l’équipe d’appui."))
    if not form.validate():
        part = queries.part(meeting, me())
        return render("meetings/presence.html", status=422, meeting=meeting, presence=part, form=form)
    try:
        flash(said(actions.answer(meeting, me(), form.said)), "ok")
    except actions.TooLate as refusal:
        flash(str(refusal.sentence), "bad")
    return done(url_for("meetings.presence", meeting_id=meeting.id) if _asked_here() else f"{meeting.url}#presence")


@bp.get("/reunions/<int:meeting_id>/participants")
@login_required
def participants(meeting_id: int) -> Response:
    meeting = get_meeting(me(), meeting_id)
    require("read", meeting)
    words = request.args.get("q", "").strip()[:200]
    lines = queries.matching(queries.participants(meeting), words)
    return render(
        "meetings/participants.html", meeting=meeting, lines=lines, words=words, counts=queries.counts(meeting)
    )


def said(row: Presence) -> str:
    """What was understood, and what it entails."""
    if row.answer == "yes":
        return _("C’est noté : vous venez. La date part par courriel pour votre agenda.")
    if row.answer == "maybe":
        return _("C’est noté : peut-être. Vous pourrez préciser plus tard.")
    if row.answer == "represented":
        return _("C’est noté : %(name)s vous représente.", name=row.substitute)
    return _("C’est noté : vous ne venez pas.")


def _asked_here() -> bool:
    return request.form.get("ici") == "1"
