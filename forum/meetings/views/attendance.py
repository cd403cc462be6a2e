"""The day itself: the sheet that is signed, and ticking who is there on a phone."""

from flask import Response, abort, flash, render_template, request, url_for

from forum.accounts.models import User
from forum.core import pdf
from forum.core.clock import now
from forum.core.db import db
from forum.core.htmx import done, is_fragment, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.meetings.actions import presence as actions
from forum.meetings.blueprint import bp
from forum.meetings.models import Meeting
from forum.meetings.models.presence import SEEN
from forum.meetings.queries import presence as queries
from forum.meetings.queries.find import get_meeting
from forum.meetings.queries.sheet import SPARE, rows
from forum.meetings.views.presences import reader_of


@bp.get("/reunions/<int:meeting_id>/emargement")
@login_required
def sheet(meeting_id: int) -> Response:
    """The attendance sheet, to be printed from the page."""
    meeting = _arranged(meeting_id)
    return render("meetings/sheet.html", meeting=meeting, rows=rows(meeting), spare=SPARE, drawn_at=now())


@bp.get("/reunions/<int:meeting_id>/emargement.pdf")
@login_required
def sheet_pdf(meeting_id: int) -> Response:
    meeting = _arranged(meeting_id)
    page = render("meetings/sheet_pdf.html", meeting=meeting, rows=rows(meeting), spare=SPARE, drawn_at=now())
    try:
        content = pdf.draw(page.get_data(as_text=True), render_template("meetings/sheet_pdf.css"))
    except pdf.Unavailable:
        flash(_("Ce serveur ne fait pas de PDF. Imprimez cette page."), "warn")
        return done(url_for("meetings.sheet", meeting_id=meeting.id))
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="emargement-{meeting.day.isoformat()}.pdf"'
    return answer


@bp.get("/reunions/<int:meeting_id>/pointage")
@login_required
def ticking(meeting_id: int) -> Response:
    """Those who are expected; the others too when one asks for everybody or looks for a name."""
    meeting = _arranged(meeting_id)
    require("tick", meeting, _("Le pointage s’ouvre le jour de la réunion."))
    words, everybody = request.args.get("q", "").strip()[:200], request.args.get("tous") == "1"
    lines = queries.everybody(meeting)
    shown = [line for line in lines if everybody or words or line.is_expected or line.seen]
    page = {"words": words, "everybody": everybody, "here": sum(line.seen == "present" for line in lines)}
    return render("meetings/ticking.html", meeting=meeting, lines=queries.matching(shown, words), **page)


@bp.post("/reunions/<int:meeting_id>/pointage/<int:user_id>")
@login_required
def create_tick(meeting_id: int, user_id: int) -> Response:
    """One tap; sent again it changes nothing, and the last one counts."""
    meeting = _arranged(meeting_id)
    require("tick", meeting)
    person, seen = _expected(meeting, user_id), request.form.get("seen", "")
    if seen not in SEEN:
        abort(422)
    row = actions.tick(meeting, person, seen, me())
    if is_fragment() or request.form.get("script") == "1":
        return Response(row.seen, mimetype="text/plain")
    words, everybody = request.form.get("q") or None, request.form.get("tous") or None
    here = f"p{person.id}"
    return done(url_for("meetings.ticking", meeting_id=meeting.id, q=words, tous=everybody, _anchor=here))


def _expected(meeting: Meeting, user_id: int) -> User:
    """Whoever stands in the list: readers of the meeting, and those who said something before they were none."""
    person = db.session.get(User, user_id)
    return person if person and queries.presence_row(meeting, person) else reader_of(meeting, user_id)


def _arranged(meeting_id: int) -> Meeting:
    meeting = get_meeting(me(), meeting_id)
    require("arrange", meeting)
    return meeting
