"""Changing a meeting, moving it, cancelling it; saying that it took place."""

from collections.abc import Callable

from flask import Response, flash

from forum.calendar.actions import Taken
from forum.core.clock import today
from forum.core.forms import Form
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.meetings.actions import meeting as actions
from forum.meetings.actions.meeting.edit import Edit
from forum.meetings.blueprint import bp
from forum.meetings.forms.meeting import CancelForm, EditForm, facts_of
from forum.meetings.models import Meeting
from forum.meetings.queries.find import get_meeting
from forum.topics.views.kept import keeps_text

UNTOLD = ("version", "confirm")  # of two edits that crossed: what is no text


@bp.route("/reunions/<int:meeting_id>/modifier", methods=["GET", "POST"])
@keeps_text
@login_required
def edit(meeting_id: int) -> Response:
    """The words, the date, the place, the room."""
    meeting = _arranged(meeting_id)
    require("change", meeting, _("Une réunion annulée ne change plus. Dupliquez-la pour la reprendre un autre jour."))
    form = EditForm(data=facts_of(meeting), rooms=(meeting.booking.room,) if meeting.booking else ())
    if form.validate_on_submit():
        try:
            actions.edit_meeting(meeting, me(), form.base_version, _edit(form))
        except actions.StaleMeeting:
            return _conflict(meeting, form)
        except Taken as refusal:
            form.room_id.errors = [str(refusal)]
        except actions.WorkshopsOutside as refusal:
            form["starts" if refusal.at_start else "ends"].errors = [str(refusal)]
        else:
            return _saved(meeting)
    status = 422 if form.is_submitted() else 200
    return render("meetings/edit.html", status=status, form=form, meeting=meeting, theirs={})


@bp.route("/reunions/<int:meeting_id>/annulation", methods=["GET", "POST"])
@keeps_text
@login_required
def cancel(meeting_id: int) -> Response:
    meeting = _arranged(meeting_id)
    form = CancelForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render("meetings/cancel.html", status=status, form=form, meeting=meeting)
    reason = (form.reason.data or "").strip()
    return _do(
        meeting, lambda: actions.cancel_meeting(meeting, me(), reason), _("Réunion annulée. La salle est libre.")
    )


@bp.route("/reunions/<int:meeting_id>/suppression", methods=["GET", "POST"])
@login_required
def remove(meeting_id: int) -> Response:
    """Of a draft, without a trace."""
    meeting = _arranged(meeting_id)
    form = Form()
    if not form.validate_on_submit():
        return render("meetings/remove.html", form=form, meeting=meeting)
    url = meeting.url
    try:
        actions.remove_draft(meeting, me())
    except actions.NotNow as refusal:
        flash(str(refusal.sentence), "bad")
        return done(url)
    flash(_("Le brouillon est supprimé."), "ok")
    return done("/reunions")


@bp.post("/reunions/<int:meeting_id>/publication")
@login_required
def create_scheduling(meeting_id: int) -> Response:
    meeting = _arranged(meeting_id)
    return _do(meeting, lambda: actions.schedule(meeting, me()), _("La réunion est publiée."))


@bp.post("/reunions/<int:meeting_id>/tenue")
@login_required
def create_holding(meeting_id: int) -> Response:
    meeting = _arranged(meeting_id)
    return _do(meeting, lambda: actions.hold_meeting(meeting, me()), _("C’est noté : la réunion a eu lieu."))


@bp.post("/reunions/<int:meeting_id>/cloture")
@login_required
def create_closing(meeting_id: int) -> Response:
    meeting = _arranged(meeting_id)
    return _do(meeting, lambda: actions.close_meeting(meeting, me()), _("La réunion est close."))


def _arranged(meeting_id: int) -> Meeting:
    meeting = get_meeting(me(), meeting_id)
    require("arrange", meeting)
    return meeting


def _do(meeting: Meeting, act: Callable[[], object], said: str) -> Response:
    try:
        act()
    except actions.NotNow as refusal:
        flash(str(refusal.sentence), "bad")
    else:
        flash(said, "ok")
    return done(meeting.url)


def _edit(form: EditForm) -> Edit:
    return Edit(form.span, form.words, form.wish, form.until("presence_until"), form.until("proposals_until"))


def _saved(meeting: Meeting) -> Response:
    flash(_("Réunion enregistrée."), "ok")
    if meeting.is_scheduled and meeting.day < today():
        flash(_("Cette date est passée : c’est permis."), "warn")
    return done(meeting.url)


def _conflict(meeting: Meeting, form: EditForm) -> Response:
    """What the meeting says now beside what was sent; sent again from here, the edit is based on that."""
    current = facts_of(meeting)
    theirs = {name: value for name, value in current.items() if name not in UNTOLD and form[name].data != value}
    form.version.data = current["version"]
    return render("meetings/edit.html", status=409, form=form, meeting=meeting, theirs=theirs)
