"""Groups, and who is in them."""

from typing import Any

from flask import Response, abort, flash, url_for

from forum.accounts import queries as accounts
from forum.admin import forms
from forum.admin.blueprint import bp
from forum.admin.queries import people
from forum.admin.slugs import free_slug
from forum.core.db import db
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.groups import actions, queries
from forum.groups.models import Group


@bp.get("/groupes")
@login_required
def groups():
    require("administer", Group)
    return render("admin/groups.html", groups=queries.all_groups(), sizes=queries.sizes())


@bp.route("/groupes/nouveau", methods=["GET", "POST"])
@login_required
def new_group():
    require("administer", Group)
    form = forms.GroupForm()
    if not form.validate_on_submit():
        return render("admin/group_new.html", status=422 if form.is_submitted() else 200, form=form)
    slug = free_slug(form.name.data or "", queries.by_slug)
    group = actions.create_group(slug, form.name.data or "", form.description.data or "", by=me())
    flash(_("Groupe créé. Il reste à y mettre des personnes."), "ok")
    return done(url_for("admin.group", group_id=group.id))


@bp.route("/groupes/<int:group_id>", methods=["GET", "POST"])
@login_required
def group(group_id: int):
    require("administer", Group)
    row = db.get_or_404(Group, group_id)
    form = forms.GroupForm(group=row, obj=row)
    if row.is_automatic or not form.is_submitted():
        return _page(row)
    if not form.validate():
        return _page(row, 422, form=form)
    actions.change_group(row, form.name.data or "", form.description.data or "", by=me())
    flash(_("Groupe enregistré."), "ok")
    return done(url_for("admin.group", group_id=row.id))


@bp.post("/groupes/<int:group_id>/membres")
@login_required
def add_member(group_id: int):
    require("administer", Group)
    row = _by_hand(group_id)
    form = forms.MemberForm()
    if not form.validate_on_submit():
        return _page(row, 422, member=form)
    actions.add_member(row, form.person, by=me())
    flash(_("%(name)s fait partie du groupe.", name=form.person.display_name), "ok")
    return done(url_for("admin.group", group_id=row.id))


@bp.post("/groupes/<int:group_id>/membres/<int:user_id>/retirer")
@login_required
def remove_member(group_id: int, user_id: int):
    require("administer", Group)
    row = _by_hand(group_id)
    person = accounts.get(user_id)
    actions.remove_member(row, person, by=me())
    flash(_("%(name)s ne fait plus partie du groupe.", name=person.display_name), "ok")
    return done(url_for("admin.group", group_id=row.id))


def _by_hand(group_id: int) -> Group:
    """The group, or 404: nobody is put into an automatic one."""
    row = db.get_or_404(Group, group_id)
    return abort(404) if row.is_automatic else row


def _page(row: Group, status: int = 200, **given: Any) -> Response:
    shown: dict[str, Any] = {
        "form": forms.GroupForm(formdata=None, group=row, obj=row),
        "member": forms.MemberForm(formdata=None),
    } | given
    members = queries.members_of(row)
    return render(
        "admin/group.html", status=status, group=row, members=members, names=people.choices(), act=forms.Act(), **shown
    )
