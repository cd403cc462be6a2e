"""Categories: make, describe and order them."""

from flask import abort, flash, url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from forum.admin import forms
from forum.admin.blueprint import bp
from forum.categories import actions
from forum.categories.models import Category, CategoryRight
from forum.core.db import db
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me


@bp.get("/categories")
@login_required
def categories():
    require("administer", Category)
    query = select(Category).options(selectinload(Category.rights).joinedload(CategoryRight.group))
    rows = db.session.scalars(query.order_by(Category.position, Category.id)).all()
    return render("admin/categories.html", categories=rows, act=forms.Act())


@bp.route("/categories/nouvelle", methods=["GET", "POST"])
@login_required
def new_category():
    require("administer", Category)
    form = forms.NewCategoryForm()
    if not form.validate_on_submit():
        return render("admin/category.html", status=422 if form.is_submitted() else 200, form=form)
    category = actions.create_category(form.slug.data or "", by=me(), **form.values)
    flash(_("Catégorie créée. Personne ne la voit encore : dites qui peut quoi."), "ok")
    return done(url_for("admin.category_rights", category_id=category.id))


@bp.route("/categories/<int:category_id>", methods=["GET", "POST"])
@login_required
def category(category_id: int):
    require("administer", Category)
    row = db.get_or_404(Category, category_id)
    form = forms.CategoryForm(obj=row)
    if not form.validate_on_submit():
        return render("admin/category.html", status=422 if form.is_submitted() else 200, form=form, category=row)
    actions.change_category(row, by=me(), **form.values)
    flash(_("Catégorie enregistrée."), "ok")
    return done(url_for("admin.categories"))


@bp.post("/categories/<int:category_id>/<direction>")
@login_required
def move_category(category_id: int, direction: str):
    require("administer", Category)
    row = db.get_or_404(Category, category_id)
    steps = {"monter": -1, "descendre": 1}
    actions.move_category(row, steps[direction] if direction in steps else abort(404), by=me())
    return done(url_for("admin.categories"))
