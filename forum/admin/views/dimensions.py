"""The dimensions that decisions, actions and items of agendas are sorted by."""

from flask import Response, flash, url_for

from forum.admin.blueprint import bp
from forum.admin.forms.dimensions import DimensionForm
from forum.core.db import db
from forum.core.forms import Form
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.directory import dimensions as actions
from forum.directory.models import Dimension


@bp.route("/dimensions", methods=["GET", "POST"])
@login_required
def dimensions() -> Response:
    """The list, and one more."""
    require("administer", Dimension)
    form = DimensionForm()
    if form.validate_on_submit():
        actions.add_dimension(form.name.data or "", me())
        flash(_("Dimension ajoutée."), "ok")
        return done(url_for("admin.dimensions"))
    status = 422 if form.is_submitted() else 200
    return render("admin/dimensions.html", status=status, form=form, rows=actions.all_dimensions(), token=Form())


@bp.route("/dimensions/<int:dimension_id>", methods=["GET", "POST"])
@login_required
def dimension(dimension_id: int) -> Response:
    require("administer", Dimension)
    row = db.get_or_404(Dimension, dimension_id)
    form = DimensionForm(dimension=row, obj=row)
    if not form.validate_on_submit():
        return render("admin/dimension.html", status=422 if form.is_submitted() else 200, form=form, row=row)
    actions.rename_dimension(row, form.name.data or "", me())
    flash(_("Dimension enregistrée."), "ok")
    return done(url_for("admin.dimensions"))


@bp.post("/dimensions/<int:dimension_id>/monter")
@login_required
def create_dimension_step(dimension_id: int) -> Response:
    """One place up."""
    require("administer", Dimension)
    actions.move_up(db.get_or_404(Dimension, dimension_id))
    return done(url_for("admin.dimensions"))
