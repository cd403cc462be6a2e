"""Establishments: check what members typed, say which mail domains vouch, make one of two."""

from flask import flash, url_for

from forum.admin import forms
from forum.admin.actions.establishments import merge
from forum.admin.blueprint import bp
from forum.admin.forms.choices import choices
from forum.admin.queries.people import headcounts
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.directory import actions, queries
from forum.directory.models import Establishment


@bp.get("/etablissements")
@login_required
def establishments():
    require("administer", Establishment)
    known, unknown = queries.known(), queries.unknown()
    return render("admin/establishments.html", known=known, unknown=unknown, people=headcounts())


@bp.route("/etablissements/nouveau", methods=["GET", "POST"])
@login_required
def new_establishment():
    require("administer", Establishment)
    form = forms.EstablishmentForm()
    if form.validate_on_submit():
        _save(None, form)
        flash(_("Établissement ajouté."), "ok")
        return done(url_for("admin.establishments"))
    return render("admin/establishment.html", status=422 if form.is_submitted() else 200, form=form)


@bp.route("/etablissements/<int:establishment_id>", methods=["GET", "POST"])
@login_required
def establishment(establishment_id: int):
    row = queries.get(establishment_id)
    require("administer", row)
    domains = "\n".join(sorted(one.domain for one in row.domains))
    facts = {"name": row.name, "city": row.city, "department": row.department, "domains": domains}
    form = forms.EstablishmentForm(establishment=row, data=facts)
    if form.validate_on_submit():
        _save(row, form)
        flash(_("Établissement enregistré et vérifié."), "ok")
        return done(url_for("admin.establishments"))
    status = 422 if form.is_submitted() else 200
    return render("admin/establishment.html", status=status, form=form, establishment=row)


@bp.route("/etablissements/<int:establishment_id>/reunir", methods=["GET", "POST"])
@login_required
def merge_establishment(establishment_id: int):
    row = queries.get(establishment_id)
    require("administer", row)
    form = forms.MergeForm()
    form.into.choices = choices({one.id: one.label for one in queries.everything() if one.id != row.id})
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render("admin/merge.html", status=status, form=form, establishment=row, people=headcounts())
    kept = queries.get(form.into.data)
    merge(row, kept, me())
    flash(_("Les deux fiches n’en font plus qu’une : %(name)s.", name=kept.name), "ok")
    return done(url_for("admin.establishment", establishment_id=kept.id))


def _save(row: Establishment | None, form: forms.EstablishmentForm) -> None:
    facts = {name: form[name].data or "" for name in ("name", "city", "department")}
    if row is None:
        row = actions.add(facts["name"], me(), facts["city"], facts["department"])
    else:
        actions.check(row, me(), **facts)
    actions.set_domains(row, form.domain_list, me())
