"""One account, and what may be done to it."""

from typing import Any

from flask import Response, flash, redirect, url_for

from forum.accounts import actions
from forum.accounts.models import User
from forum.admin import forms
from forum.admin.blueprint import bp
from forum.admin.queries import people
from forum.audit.queries import Wanted, entries
from forum.core.htmx import render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.groups.queries import groups_of


@bp.get("/comptes/<int:user_id>")
@login_required
def account(user_id: int):
    require("list", User)
    return _page(people.get_account(user_id))


@bp.post("/comptes/<int:user_id>/role")
@login_required
def change_role(user_id: int):
    user = people.get_account(user_id)
    require("change_role", user)
    form = forms.RoleForm()
    if not form.validate_on_submit():
        return _page(user, 422, role=form)
    actions.change_role(user, form.role.data, by=me())
    return _back(user, _("Rôle enregistré."))


@bp.post("/comptes/<int:user_id>/suspension")
@login_required
def suspend(user_id: int):
    user = people.get_account(user_id)
    require("suspend", user)
    form = forms.SuspensionForm()
    if not form.validate_on_submit():
        return _page(user, 422, suspension=form)
    actions.suspend(user, me(), form.reason.data or "", form.end)
    return _back(user, _("Accès suspendu. La personne reçoit un courriel, avec la raison."))


@bp.post("/comptes/<int:user_id>/fin-de-suspension")
@login_required
def unsuspend(user_id: int):
    user = people.get_account(user_id)
    require("suspend", user)
    actions.unsuspend(user, me())
    return _back(user, _("Accès rétabli."))


@bp.post("/comptes/<int:user_id>/deconnexion")
@login_required
def sign_out_everywhere(user_id: int):
    user = people.get_account(user_id)
    require("suspend", user)
    actions.sign_out_everywhere(user, by=me())
    return _back(user, _("Toutes les sessions de cette personne sont fermées."))


@bp.post("/comptes/<int:user_id>/lien")
@login_required
def send_link(user_id: int):
    """The link that confirms the address, or one to sign in with."""
    user = people.get_account(user_id)
    require("suspend", user)
    actions.request_sign_in_link(user.email)
    return _back(user, _("Lien envoyé par courriel."))


@bp.route("/comptes/<int:user_id>/depart", methods=["GET", "POST"])
@login_required
def leave(user_id: int):
    user = people.get_account(user_id)
    require("suspend", user)
    form = forms.Act()
    if not form.validate_on_submit():
        return render("admin/leave.html", user=user, form=form)
    actions.leave(user, me())
    return _back(user, _("Départ noté. Sa signature reste sous ses messages."))


@bp.post("/comptes/<int:user_id>/retour")
@login_required
def come_back(user_id: int):
    user = people.get_account(user_id)
    require("suspend", user)
    actions.come_back(user, me())
    return _back(user, _("Retour noté. Cette personne peut de nouveau se connecter."))


def _page(user: User, status: int = 200, **given: Any) -> Response:
    """The account's page; a form that was sent wrongly is shown as it was sent."""
    shown: dict[str, Any] = {
        "role": forms.RoleForm(formdata=None, role=user.role),
        "suspension": forms.SuspensionForm(formdata=None),
    }
    if me().is_administrator:
        shown["groups"] = groups_of(user)
        shown["log"] = entries(Wanted(subject_kind="User", subject_id=user.id)).rows[:10]
    sessions = people.open_sessions(user)
    return render("admin/account.html", status=status, user=user, sessions=sessions, act=forms.Act(), **shown | given)


def _back(user: User, said: str) -> Any:
    flash(said, "ok")
    return redirect(url_for("admin.account", user_id=user.id), 303)
