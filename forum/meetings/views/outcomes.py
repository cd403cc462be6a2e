"""The register of decisions, the list of actions, and one of each."""

from typing import Any

from flask import Response, flash, request

from forum.core.htmx import done, render
from forum.core.i18n import gettext as _
from forum.core.paging import page_number
from forum.core.rules import can, require
from forum.core.urls import whole
from forum.core.viewer import login_required, me
from forum.meetings import owners
from forum.meetings.actions import outcomes as acts
from forum.meetings.blueprint import bp
from forum.meetings.forms.dimensions import dimension_choices
from forum.meetings.forms.outcome import ACTION_STATES, DECISION_STATES, ActionForm, AssignedActionForm, DecisionForm
from forum.meetings.models import Action, Decision
from forum.meetings.queries import outcomes as queries
from forum.uploads.actions import store
from forum.uploads.errors import Unacceptable
from forum.uploads.pace import count_file


@bp.get("/reunions/decisions", endpoint="decisions")
@login_required
def decisions_page() -> Response:
    """The register, by meeting, dimension and state."""
    require("read", Decision, _("Le registre des décisions se lit entre membres du réseau."))
    wanted = {"meeting_id": _key("reunion"), "dimension_id": _key("dimension")}
    state = request.args.get("etat", "")
    page = queries.decisions(me(), page_number(), state=state if state in DECISION_STATES else "", **wanted)
    return render("meetings/decisions.html", page=page, states=DECISION_STATES, **_filters(Decision))


@bp.get("/reunions/actions", endpoint="actions")
@login_required
def actions_page() -> Response:
    """The list, by meeting, dimension, state and owner; what is still to do unless asked otherwise."""
    require("read", Action, _("La liste des actions se lit entre membres du réseau."))
    state = request.args.get("etat", "pending")
    wanted = {"meeting_id": _key("reunion"), "dimension_id": _key("dimension"), **_owner()}
    page = queries.actions(me(), page_number(), state=state if state in {*ACTION_STATES, "pending"} else "", **wanted)
    facts = {"states": ACTION_STATES, "owners": queries.owners(me()), "state": state}
    return render("meetings/actions.html", page=page, **facts, **_filters(Action))


def _filters(kind: type) -> dict[str, Any]:
    return {"meetings": queries.meetings_with(me(), kind), "dimensions": dimension_choices(_("Toutes"))[1:]}


def _owner() -> dict[str, Any]:
    """« moi », the key of a member, or the words that stand for whoever does it."""
    wanted = request.args.get("responsable", "")[:200]
    if wanted == "moi":
        return {"owner_id": me().id}
    return {"owner_id": _key("responsable")} if _key("responsable") else {"owner": wanted}


def _key(name: str) -> int | None:
    return request.args.get(name, type=whole)


@bp.route("/reunions/decisions/<int:decision_id>", methods=["GET", "POST"])
@login_required
def decision(decision_id: int) -> Response:
    """One decision; the support team says what it is worth today."""
    found = queries.get_decision(me(), decision_id)
    form = DecisionForm()
    others = queries.replacing(found)
    form.by.choices = [("", _("Choisir")), *((str(one.id), f"{one.code} – {one.text[:80]}") for one in others)]
    if request.method == "POST":
        require("change", found)
        if form.validate_on_submit() and form.was.data == found.state:
            acts.settle_decision(found, me(), form.state.data, int(form.by.data) if form.by.data else None)
            flash(_("L’état de la décision est enregistré."), "ok")
            return done(found.url)
        return _decision(found, form, 422 if form.errors else 409)
    form.state.data, form.by.data = found.state, str(found.superseded_by_id or "")
    return _decision(found, form)


def _decision(found: Decision, form: DecisionForm, status: int = 200) -> Response:
    """The page; at 409 it says that the state has changed meanwhile, and takes the next try."""
    form.was.data = found.state
    context = {"decision": found, "form": form, "is_stale": status == 409, "states": DECISION_STATES}
    return render("meetings/decision.html", status=status, **context)


@bp.route("/reunions/actions/<int:action_id>", methods=["GET", "POST"])
@login_required
def action(action_id: int) -> Response:
    """One action; whoever it is given to, and the support team, say where it stands."""
    found = queries.get_action(me(), action_id)
    form = AssignedActionForm() if can(me(), "assign", found) else ActionForm()
    form.has_file = found.upload_id is not None
    if request.method == "POST":
        require("change", found, _("Cette action est confiée à une autre personne. Écrivez à l’équipe d’appui."))
        return _changed(found, form)
    form.state.data, form.comment.data, form.version.data = found.state, found.comment, str(found.version)
    if isinstance(form, AssignedActionForm):
        form.owner.data, form.due.data = found.owner, found.due
    return _action(found, form)


def _changed(found: Action, form: ActionForm) -> Response:
    if not form.validate_on_submit():
        return _action(found, form, 422)
    facts: dict[str, Any] = {"state": form.state.data, "comment": form.comment.data or ""}
    if isinstance(form, AssignedActionForm):
        owner = form.owner.data or ""
        facts |= {"owner": owner, "owner_id": owners.owner_of(owner, found.meeting), "due": form.due.data}
    try:
        if form.file.data:
            count_file()
            facts["upload_id"] = store(form.file.data, me()).id
        acts.change_action(found, me(), form.base_version, **facts)
    except Unacceptable as refusal:
        form.file.errors = [refusal.message]
        return _action(found, form, 422)
    except acts.StaleAction:
        form.version.data = str(found.version)
        return _action(found, form, 409)
    flash(_("L’action est enregistrée."), "ok")
    return done(found.url)


def _action(found: Action, form: ActionForm, status: int = 200) -> Response:
    members = owners.choices(found.meeting) if isinstance(form, AssignedActionForm) else []
    context = {"action": found, "form": form, "is_stale": status == 409, "members": members}
    return render("meetings/action.html", status=status, **context)
