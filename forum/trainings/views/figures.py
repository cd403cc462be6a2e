"""Figures of a training action, the registrants of a session as a file, and how long data is kept."""

from typing import Any

from flask import Response, flash, url_for

from forum.core import tables
from forum.core.events import emit
from forum.core.forms import Form
from forum.core.htmx import done, render
from forum.core.i18n import _, ngettext
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.trainings import exports, retention
from forum.trainings.blueprint import bp
from forum.trainings.events import FiguresExported, RegistrantsExported
from forum.trainings.models import Training
from forum.trainings.queries.choices import title_of
from forum.trainings.queries.statistics import statistics
from forum.trainings.views.attendance import arranged as arranged_session
from forum.trainings.views.describing import arranged


@bp.get("/formations/<slug>/statistiques", endpoint="statistics")
@login_required
def statistics_page(slug: str) -> Response:
    """How full, who came, from where, doing what."""
    training = arranged(slug)
    found = statistics(training)
    sessions = [(title_of(one), figures) for one, figures in found.sessions]
    if sessions:
        sessions.append((_("Ensemble"), found.total))
    departments, functions = ([(one.label, one) for one in group] for group in (found.departments, found.functions))
    page: dict[str, Any] = {"sessions": sessions, "departments": departments, "functions": functions}
    return render("trainings/statistics.html", training=training, **page)


@bp.post("/formations/sessions/<int:session_id>/inscrits.<any(xlsx, csv):kind>")
@login_required
def create_export(session_id: int, kind: str) -> Response:
    """The registrants as a file. It leaves the house, so the log says who took it."""
    session = arranged_session(session_id)
    head, rows = exports.registrants(session)
    emit(RegistrantsExported(session, actor=me(), after={"format": kind, "rows": len(rows)}))
    name = f"inscriptions-{session.day.isoformat()}"
    return tables.as_xlsx(name, head, rows) if kind == "xlsx" else tables.as_csv(name, head, rows)


@bp.post("/formations/<slug>/statistiques.<any(xlsx, csv):kind>")
@login_required
def create_figures_export(slug: str, kind: str) -> Response:
    """The statistics as a file."""
    training = arranged(slug)
    return exported(training, "statistiques", kind, exports.figures(statistics(training)))


def exported(training: Training, what: str, kind: str, table: tuple[tables.Row, list[tables.Row]]) -> Response:
    """The table as a file, and a line in the log."""
    head, rows = table
    emit(FiguresExported(training, actor=me(), after={"what": what, "format": kind, "rows": len(rows)}))
    name = f"{what}-{training.slug[:60]}"
    return tables.as_xlsx(name, head, rows) if kind == "xlsx" else tables.as_csv(name, head, rows)


@bp.route("/formations/conservation", methods=["GET", "POST"], endpoint="retention")
@login_required
def retention_page() -> Response:
    """What is due to be deleted, and what was; the nightly job does the same."""
    require("purge", Training)
    form = Form()
    if not form.validate_on_submit():
        page = {"due": retention.due(), "log": retention.log(), "label_of": retention.label_of}
        return render("trainings/retention.html", form=form, **page)
    rows = sum(one.rows for one in retention.purge(me()))
    told = ngettext("%(num)d donnée effacée.", "%(num)d données effacées.", rows)
    flash(told if rows else _("Rien n’était à effacer."), "ok")
    return done(url_for("trainings.retention"))
