"""Those who wait to be let in: one click admits, a reason refuses."""

from flask import flash, url_for

from forum.accounts import actions
from forum.accounts.models import User
from forum.admin import forms
from forum.admin.blueprint import bp
from forum.admin.queries import people
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me


@bp.get("/admissions")
@login_required
def admissions():
    require("admit", User)
    return render("admin/admissions.html", waiting=people.waiting(), act=forms.Act())


@bp.post("/admissions/<int:user_id>/admettre")
@login_required
def admit(user_id: int):
    user = people.get_account(user_id)
    require("admit", user)
    if user.state == "pending":
        actions.admit(user, me())
        flash(_("%(name)s fait partie du réseau. Un courriel l’en prévient.", name=user.display_name), "ok")
    else:
        flash(_("Quelqu’un s’en est chargé avant vous."), "info")
    return done(url_for("admin.admissions"))


@bp.route("/admissions/<int:user_id>/refuser", methods=["GET", "POST"])
@login_required
def refuse(user_id: int):
    user = people.get_account(user_id)
    require("admit", user)
    if user.state != "pending":
        flash(_("Quelqu’un s’en est chargé avant vous."), "info")
        return done(url_for("admin.admissions"))
    form = forms.RefusalForm()
    if not form.validate_on_submit():
        return render("admin/refuse.html", status=422 if form.is_submitted() else 200, user=user, form=form)
    actions.refuse(user, me(), form.reason.data or "")
    flash(_("Inscription refusée. La raison est partie par courriel."), "ok")
    return done(url_for("admin.admissions"))
