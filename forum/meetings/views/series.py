"""The series of meetings, for the support team."""

from flask import Response, flash, url_for

from forum.categories.models import Category
from forum.core.db import db
from forum.core.forms import Form
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.meetings.actions import series as actions
from forum.meetings.blueprint import bp
from forum.meetings.forms.series import SeriesForm
from forum.meetings.models import Series
from forum.meetings.queries import series as queries


@bp.get("/reunions/series")
@login_required
def all_series() -> Response:
    require("arrange", Series)
    return render("meetings/all_series.html", all_series=queries.arranged(me()), form=Form())


@bp.route("/reunions/series/nouvelle", methods=["GET", "POST"])
@login_required
def new_series() -> Response:
    require("arrange", Series)
    form = SeriesForm()
    if not form.validate_on_submit():
        return render("meetings/series.html", status=422 if form.is_submitted() else 200, form=form)
    facts = form.facts
    category = db.get_or_404(Category, facts.pop("category_id"))
    actions.create_series(category, facts.pop("name"), facts.pop("short_name"), me(), **facts)
    flash(_("Série ajoutée."), "ok")
    return done(url_for("meetings.all_series"))


@bp.route("/reunions/series/<int:series_id>", methods=["GET", "POST"])
@login_required
def edit_series(series_id: int) -> Response:
    series = queries.get_series(me(), series_id)
    require("arrange", series)
    form = SeriesForm(obj=series, series_name=series.name)
    if not form.validate_on_submit():
        return render("meetings/series.html", status=422 if form.is_submitted() else 200, form=form, series=series)
    actions.change_series(series, me(), **form.facts)
    flash(_("Série enregistrée."), "ok")
    return done(url_for("meetings.all_series"))


@bp.post("/reunions/series/<int:series_id>/archivage")
@login_required
def create_series_archiving(series_id: int) -> Response:
    """Put it aside, or take it up again."""
    series = queries.get_series(me(), series_id)
    require("arrange", series)
    actions.archive_series(series, me(), archived=series.archived_at is None)
    flash(_("Série archivée.") if series.archived_at else _("Série reprise."), "ok")
    return done(url_for("meetings.all_series"))
