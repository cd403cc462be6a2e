"""The audit log."""

from datetime import date

from flask import request

from forum.admin.blueprint import bp
from forum.admin.queries.people import named
from forum.admin.queries.subjects import subjects_of
from forum.audit.models import AuditEntry
from forum.audit.queries import Wanted, entries, verbs
from forum.core.clock import YEARS
from forum.core.htmx import render
from forum.core.paging import page_number
from forum.core.rules import require
from forum.core.urls import whole
from forum.core.viewer import login_required, me


@bp.get("/journal")
@login_required
def audit():
    require("administer", AuditEntry)
    who = request.args.get("qui", "").strip()[:400]
    actor = named(who) if who else None
    wanted = Wanted(
        verb=request.args.get("acte", ""),
        actor_id=actor.id if actor else (-1 if who else None),
        subject_kind=request.args.get("genre", ""),
        subject_id=request.args.get("objet", type=whole),
        since=_day("du"),
        until=_day("au"),
    )
    page = entries(wanted, page_number())
    subjects = subjects_of(me(), page.rows)
    return render("admin/audit.html", page=page, wanted=wanted, who=who, verbs=verbs(), subjects=subjects)


def _day(name: str) -> date | None:
    """A day of the address, or None when it is none."""
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return day if day.year in YEARS else None
