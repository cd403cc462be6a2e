"""Workshops: planned by organisers, joined and left by members."""

from typing import Any

from flask import Response, flash
from werkzeug.exceptions import NotFound

from forum.core.db import db
from forum.core.forms import Form
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import can, require
from forum.core.viewer import login_required, me
from forum.meetings.actions import workshops as actions
from forum.meetings.blueprint import bp
from forum.meetings.forms.workshop import WorkshopForm, facts_of
from forum.meetings.models import Meeting, Workshop
from forum.meetings.queries import workshops as queries
from forum.meetings.queries.find import get_meeting


@bp.route("/reunions/<int:meeting_id>/ateliers/nouveau", methods=["GET", "POST"])
@login_required
def new_workshop(meeting_id: int) -> Response:
    meeting = get_meeting(me(), meeting_id)
    require("add_workshop", meeting)
    form = WorkshopForm(meeting)
    if form.validate_on_submit():
        actions.create_workshop(meeting, form.plan, me())
        flash(_("Atelier ajouté."), "ok")
        return done(_back(meeting))
    return render("meetings/workshop.html", status=_status(form), form=form, meeting=meeting)


@bp.route("/reunions/ateliers/<int:workshop_id>", methods=["GET", "POST"])
@login_required
def edit_workshop(workshop_id: int) -> Response:
    workshop = _find(workshop_id)
    require("arrange", workshop)
    form = WorkshopForm(workshop.meeting, data=facts_of(workshop))
    if form.validate_on_submit():
        try:
            if _edit(workshop, form):
                flash(_("Atelier enregistré."), "ok")
                return done(_back(workshop.meeting))
        except actions.StaleWorkshop:
            return _conflict(workshop, form)
    return _shown(workshop, form, _status(form))


@bp.route("/reunions/ateliers/<int:workshop_id>/suppression", methods=["GET", "POST"])
@login_required
def delete_workshop(workshop_id: int) -> Response:
    workshop = _find(workshop_id)
    require("arrange", workshop)
    form, meeting = Form(), workshop.meeting
    if not form.validate_on_submit():
        page = {"form": form, "workshop": workshop, "meeting": meeting, "taken": actions.taken(workshop)}
        return render("meetings/delete_workshop.html", **page)
    actions.delete_workshop(workshop, me())
    flash(_("Atelier supprimé."), "ok")
    return done(_back(meeting))


@bp.post("/reunions/ateliers/<int:workshop_id>/inscription")
@login_required
def create_seat(workshop_id: int) -> Response:
    workshop = _find(workshop_id)
    require("join", workshop)
    try:
        actions.join(workshop, me())
    except actions.Refusal as refusal:
        flash(str(refusal), "bad")
    else:
        flash(_("Vous êtes dans « %(title)s ».", title=workshop.title), "ok")
    return done(_back(workshop.meeting))


@bp.post("/reunions/ateliers/<int:workshop_id>/depart")
@login_required
def delete_seat(workshop_id: int) -> Response:
    workshop = _find(workshop_id)
    require("join", workshop)
    actions.leave(workshop, me())
    flash(_("Votre place dans « %(title)s » est rendue.", title=workshop.title), "ok")
    return done(_back(workshop.meeting))


def _find(workshop_id: int) -> Workshop:
    """The workshop; 404 when there is none that the viewer may read about."""
    workshop = db.session.get(Workshop, workshop_id)
    if workshop is None or not can(me(), "read", workshop.meeting):
        raise NotFound
    return workshop


def _edit(workshop: Workshop, form: WorkshopForm) -> bool:
    try:
        actions.edit_workshop(workshop, form.plan, me(), form.base_version)
    except actions.TooSmall as refusal:
        form.capacity.errors = [refusal.sentence]
    except actions.Elsewhere as refusal:
        form.starts.errors = [refusal.sentence]
    return not form.errors


def _conflict(workshop: Workshop, form: WorkshopForm) -> Response:
    """What the workshop says now beside what was sent; sent again from here, the edit is based on that."""
    current = facts_of(workshop)
    theirs = {name: value for name, value in current.items() if name != "version" and form[name].data != value}
    form.version.data = current["version"]
    return _shown(workshop, form, 409, theirs)


def _shown(workshop: Workshop, form: WorkshopForm, status: int, theirs: dict[str, Any] | None = None) -> Response:
    page = {"form": form, "meeting": workshop.meeting, "workshop": workshop, "theirs": theirs or {}}
    return render("meetings/workshop.html", status=status, people=queries.people_in(workshop), **page)


def _status(form: WorkshopForm) -> int:
    return 422 if form.is_submitted() else 200


def _back(meeting: Meeting) -> str:
    return f"{meeting.url}#ateliers"
