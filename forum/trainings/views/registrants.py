"""One registrant at the desk: approve, turn down, seat, move, cancel with a word. For organisers."""

from collections.abc import Callable
from typing import Any

from flask import Response, flash
from werkzeug.exceptions import NotFound

from forum.core.db import db
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.topics.views.kept import keeps_text
from forum.trainings import standing
from forum.trainings.actions import admission
from forum.trainings.blueprint import bp
from forum.trainings.forms.desk import WordForm
from forum.trainings.forms.managing import ChangeForm
from forum.trainings.models import Registration
from forum.trainings.queries.choices import choices, title_of
from forum.trainings.queries.roster import answered, history, unreachable
from forum.trainings.views.desk import arranged

Act = Callable[[Registration, Any, str], object]
ACTS: dict[str, Act] = {
    "accorder": lambda one, by, _note: admission.approve(one, by),
    "refuser": admission.turn_down,
    "placer": lambda one, by, _note: admission.give_reserved(one, by),
    "annuler": lambda one, by, note: admission.cancel(one, "organiser", by, note),
}


@bp.route("/formations/sessions/<int:session_id>/inscrits/<int:registration_id>", methods=["GET", "POST"])
@keeps_text
@login_required
def registrant(session_id: int, registration_id: int) -> Response:
    one = _get(session_id, registration_id)
    require("settle", one)
    form = WordForm()
    act = ACTS.get(form.act.data or "")
    if act and form.validate_on_submit():
        return _do(one, lambda: act(one, me(), form.note.data or ""))
    page: dict[str, Any] = {"one": one, "session": one.session, "form": form, "title": title_of(one.session)}
    page |= {"history": history(one), "answers": answered(one), "standing": standing, "rank": admission.rank(one)}
    page["bounce"] = unreachable({one.email}).get(one.email, "")
    return render("trainings/registrant.html", status=422 if form.is_submitted() else 200, **page)


@bp.route("/formations/sessions/<int:session_id>/inscrits/<int:registration_id>/session", methods=["GET", "POST"])
@login_required
def move_registrant(session_id: int, registration_id: int) -> Response:
    """To another date, in one step; also to one that takes no registrations by form."""
    one = _get(session_id, registration_id)
    require("settle", one)
    form = ChangeForm(choices(one.training, but=one.session_id, closed_too=True))
    if form.validate_on_submit():
        try:
            line = admission.move(one, form.chosen, me(), waitlist=bool(form.wait.data))
        except admission.Refusal as refusal:
            db.session.rollback()
            form.session.errors = [str(refusal)]
        else:
            flash(_("%(name)s : %(what)s", name=one.display_name, what=line.sentence), "ok")
            return done(form.chosen.url)
    page: dict[str, Any] = {"one": one, "form": form, "session": one.session, "title": title_of(one.session)}
    return render("trainings/move_registrant.html", status=422 if form.errors else 200, **page)


def _do(one: Registration, act: Callable[[], object]) -> Response:
    """The act, told on the page of the session; what cannot be done any more is said there too."""
    url, name = one.session.url, one.display_name
    try:
        act()
    except admission.Refusal as refusal:
        db.session.rollback()
        flash(str(refusal), "bad")
    else:
        said = _("%(name)s : %(what)s", name=name, what=str(standing.said(one)))
        flash(_("%(said)s. Un courriel l’en informe.", said=said), "ok")
    return done(url)


def _get(session_id: int, registration_id: int) -> Registration:
    session = arranged(session_id)
    one = db.session.get(Registration, registration_id)
    if one is None or one.session_id != session.id:
        raise NotFound
    return one
