"""Who sees a category, opens topics in it, replies in it: a grid of groups."""

from flask import flash, request, url_for

from forum.admin import forms
from forum.admin.blueprint import bp
from forum.admin.forms.categories import ticked
from forum.categories import actions
from forum.categories.models import Category
from forum.core.db import db
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.groups.queries import all_groups


@bp.route("/categories/<int:category_id>/droits", methods=["GET", "POST"])
@login_required
def category_rights(category_id: int):
    require("administer", Category)
    row = db.get_or_404(Category, category_id)
    form = forms.Act()
    if not form.validate_on_submit():
        given = {right.group_id: right for right in row.rights}
        return render("admin/rights.html", category=row, groups=all_groups(), given=given, form=form)
    actions.set_rights(row, ticked(all_groups(), request.form), by=me())
    flash(_("Droits enregistrés. Ils valent dès maintenant."), "ok")
    return done(url_for("admin.category_rights", category_id=row.id))
