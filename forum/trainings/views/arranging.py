"""Changing a session, opening and closing it, cancelling it, taking a draft away."""

from collections.abc import Callable
from datetime import time
from typing import Any

from flask import Response, flash

from forum.calendar.words import full_day
from forum.core.forms import Form
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.topics.views.kept import keeps_text
from forum.trainings.actions import admission
from forum.trainings.actions import session as actions
from forum.trainings.blueprint import bp
from forum.trainings.forms.filled import facts_of
from forum.trainings.forms.session import CancelForm, EditSessionForm
from forum.trainings.models import TrainingSession
from forum.trainings.queries.find import get_session
from forum.trainings.queries.seats import seats


@bp.route("/formations/sessions/<int:session_id>/modifier", methods=["GET", "POST"])
@keeps_text
@login_required
def edit_session(session_id: int) -> Response:
    """The times, the place, the seats, the terms."""
    session = _arranged(session_id)
    form = EditSessionForm(session.training, data=facts_of(session))
    if form.validate_on_submit():
        try:
            _keep(session, form)
        except actions.StaleSession:
            return _conflict(session, form)
        except admission.TooSmall as refusal:
            form.capacity.errors = [str(refusal)]
        except admission.Settled as refusal:
            form.day.errors = [str(refusal)]
        else:
            flash(_("Session enregistrée."), "ok")
            return done(session.url)
    return _form(session, form, 422 if form.is_submitted() else 200, {})


@bp.route("/formations/sessions/<int:session_id>/annulation", methods=["GET", "POST"])
@keeps_text
@login_required
def cancel_session(session_id: int) -> Response:
    session, form = _arranged(session_id), CancelForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render("trainings/cancel_session.html", status=status, form=form, session=session, seats=seats(session))
    reason = (form.reason.data or "").strip()
    said = _("Session annulée. Les personnes inscrites sont prévenues.")
    return _do(session, lambda: admission.cancel_session(session, reason, me()), said)


@bp.route("/formations/sessions/<int:session_id>/suppression", methods=["GET", "POST"])
@login_required
def remove_session(session_id: int) -> Response:
    """Of a draft, without a trace."""
    session, form = _arranged(session_id), Form()
    if not form.validate_on_submit():
        return render("trainings/remove_session.html", form=form, session=session)
    url = session.training.url
    try:
        actions.remove_draft(session, me())
    except admission.Refusal as refusal:
        flash(str(refusal), "bad")
        return done(session.url)
    flash(_("Le brouillon est supprimé."), "ok")
    return done(url)


@bp.post("/formations/sessions/<int:session_id>/ouverture")
@login_required
def create_opening(session_id: int) -> Response:
    session = _arranged(session_id)
    return _do(session, lambda: admission.open_session(session, me()), _("Les inscriptions sont ouvertes."))


@bp.post("/formations/sessions/<int:session_id>/fermeture")
@login_required
def create_closing(session_id: int) -> Response:
    """Of registrations; the session takes place."""
    session = _arranged(session_id)
    return _do(session, lambda: admission.close_session(session, me()), _("Les inscriptions sont closes."))


@bp.post("/formations/sessions/<int:session_id>/archivage")
@login_required
def create_session_archiving(session_id: int) -> Response:
    session = _arranged(session_id)
    return _do(session, lambda: admission.archive(session, me()), _("La session est archivée."))


def _arranged(session_id: int) -> TrainingSession:
    session = get_session(me(), session_id)
    require("arrange", session)
    return session


def _do(session: TrainingSession, act: Callable[[], object], said: str) -> Response:
    try:
        act()
    except admission.Refusal as refusal:
        flash(str(refusal), "bad")
    else:
        flash(said, "ok")
    return done(session.url)


def _keep(session: TrainingSession, form: EditSessionForm) -> None:
    sitting = form.sitting(form.day.data or session.day, form.where)
    actions.edit_session(session, me(), form.base_version, sitting, form.seating, form.all_terms)


def _form(session: TrainingSession, form: EditSessionForm, status: int, theirs: dict[str, str]) -> Response:
    return render("trainings/edit_session.html", status=status, form=form, session=session, theirs=theirs)


def _conflict(session: TrainingSession, form: EditSessionForm) -> Response:
    """What is said of the session now beside what was sent; sent again from here, the edit is based on that."""
    current = facts_of(session)
    halves = [slot.form.data for slot in form.slots.entries if not slot.form.is_blank]
    sent = {name: form[name].data for name in current} | {"slots": halves}
    differing = [name for name in current if name != "version" and sent[name] != current[name]]
    theirs = {str(form[name].label.text): _told(current[name]) for name in differing}
    form.version.data = current["version"]
    return _form(session, form, 409, theirs)


def _told(value: Any) -> str:
    """A value of the form, in words."""
    if isinstance(value, list):
        return " ; ".join(f"{_hour(one['starts'])} – {_hour(one['ends'])}" for one in value)
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if value in (None, ""):
        return "–"
    return full_day(value) if hasattr(value, "year") else str(value)


def _hour(at: time) -> str:
    return at.strftime("%H:%M")
