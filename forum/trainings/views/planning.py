"""Planning the sessions of a training, several in one step, or more of them like one that is there."""

from typing import Any

from flask import Response, flash, request

from forum.core.htmx import done, render
from forum.core.i18n import ngettext
from forum.core.rules import require
from forum.core.urls import whole
from forum.core.viewer import login_required, me
from forum.topics.views.kept import keeps_text
from forum.trainings.actions import session as actions
from forum.trainings.blueprint import bp
from forum.trainings.forms.filled import model_of
from forum.trainings.forms.session import SHOWN, NewSessionsForm
from forum.trainings.models import Training, TrainingSession
from forum.trainings.queries.find import get_session, get_training


@bp.route("/formations/<slug>/sessions/nouvelles", methods=["GET", "POST"])
@keeps_text
@login_required
def new_sessions(slug: str) -> Response:
    training = get_training(me(), slug)
    require("arrange", training)
    form = NewSessionsForm(training, data=_model(training))
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render("trainings/new_sessions.html", status=status, form=form, training=training, shown=SHOWN)
    publish = bool(form.publish.data)
    sessions = actions.plan_sessions(training, me(), form.plans, form.seating, publish=publish)
    flash(_said(sessions, publish), "ok")
    return done(f"{training.url}#sessions")


def _model(training: Training) -> dict[str, Any] | None:
    """What they begin with when they are to be like the session « modele »."""
    key = request.args.get("modele", type=whole)
    if key is None:
        return None
    session = get_session(me(), key)
    require("arrange", session)
    return model_of(session) if session.training_id == training.id else None


def _said(sessions: list[TrainingSession], is_open: bool) -> str:
    if is_open:
        return ngettext("%(num)s session ouverte.", "%(num)s sessions ouvertes.", len(sessions))
    return ngettext("%(num)s brouillon de session préparé.", "%(num)s brouillons de sessions préparés.", len(sessions))
