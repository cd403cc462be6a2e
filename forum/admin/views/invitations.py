"""Invitations: one by one, or a list."""

from typing import Any

from flask import Response, flash, url_for

from forum.accounts.models import Invitation
from forum.admin import forms
from forum.admin.actions import invitations as actions
from forum.admin.blueprint import bp
from forum.admin.forms.choices import choices
from forum.admin.queries import invitations as queries
from forum.admin.roster import Guest
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.directory.queries import known
from forum.groups.queries import joinable


@bp.get("/invitations")
@login_required
def invitations():
    require("list", Invitation)
    return _page(_form())


@bp.post("/invitations")
@login_required
def create_invitation():
    require("invite", Invitation)
    form = _form()
    if not form.validate_on_submit():
        return _page(form, 422)
    try:
        flash(actions.invite_guest(_guest(form), me()), "ok")
    except actions.NotInvited as reason:
        form.email.errors = [str(reason)]
        return _page(form, 422)
    return done(url_for("admin.invitations"))


@bp.route("/invitations/liste", methods=["GET", "POST"])
@login_required
def invite_list():
    require("invite", Invitation)
    form = forms.RosterForm()
    if not form.validate_on_submit():
        return render("admin/roster.html", status=422 if form.is_submitted() else 200, form=form)
    report = actions.invite_all(form.guests, me())
    left = [outcome for outcome in report if not outcome.is_invited]
    form.text.data = "\n".join(outcome.guest.text for outcome in left)  # to be corrected and sent again
    status = 422 if len(left) == len(report) else 200
    return render("admin/roster.html", status=status, form=form, report=report, left=left)


@bp.post("/invitations/<int:invitation_id>/retirer")
@login_required
def withdraw(invitation_id: int):
    invitation = queries.get_invitation(invitation_id)
    require("invite", invitation)
    actions.withdraw_invitation(invitation, me())
    flash(_("Invitation retirée : son lien ne sert plus."), "ok")
    return done(url_for("admin.invitations"))


def _form() -> forms.InvitationForm:
    form = forms.InvitationForm()
    form.groups.choices = choices({one.slug: one.name for one in joinable()} if me().is_administrator else {})
    return form


def _guest(form: forms.InvitationForm) -> Guest:
    names = ("first_name", "last_name", "email", "establishment", "function")
    typed: dict[str, Any] = {name: form[name].data or "" for name in names}
    return Guest(line=1, text="", groups=form.groups.data or [], **typed)


def _page(form: forms.InvitationForm, status: int = 200) -> Response:
    places = [establishment.label for establishment in known()]
    sent = queries.latest()
    return render("admin/invitations.html", status=status, form=form, places=places, sent=sent, act=forms.Act())
