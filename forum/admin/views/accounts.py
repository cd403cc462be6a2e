"""The list of accounts."""

from flask import request

from forum.accounts.models import User
from forum.admin.blueprint import bp
from forum.admin.queries import people
from forum.core.htmx import render
from forum.core.paging import page_number
from forum.core.rules import require
from forum.core.urls import whole
from forum.core.viewer import login_required
from forum.directory import queries as directory


@bp.get("/comptes")
@login_required
def accounts():
    require("list", User)
    wanted = people.Wanted(
        words=request.args.get("q", "").strip()[:200],
        state=request.args.get("etat", ""),
        role=request.args.get("role", ""),
        establishment_id=request.args.get("etablissement", type=whole),
    )
    page = people.accounts(wanted, page_number())
    return render("admin/accounts.html", page=page, wanted=wanted, establishments=directory.everything())
