"""What everybody reads, without an account: the list of trainings, the page of one, the date of a session as a file."""

from typing import Any

from flask import Response

from forum.calendar.answers import as_file
from forum.calendar.ical import download
from forum.core.clock import today
from forum.core.conditional import remembered
from forum.core.htmx import render
from forum.core.viewer import me
from forum.trainings import standing
from forum.trainings.blueprint import bp
from forum.trainings.entry import entry_of
from forum.trainings.mentions import missing
from forum.trainings.models import Registration
from forum.trainings.queries import catalogue
from forum.trainings.queries.choices import title_of
from forum.trainings.queries.find import get_session, get_training
from forum.trainings.queries.page import Opened, open_page, registered
from forum.trainings.queries.registrations import ranks
from forum.trainings.views.sheets import list_of, sheet_of


@bp.get("/formations")
def index() -> Response:
    viewer = me()
    stamp = catalogue.stamp()
    return remembered((stamp, today()), lambda: render("trainings/index.html", sheet=list_of(viewer, stamp)))


@bp.get("/formations/<slug>")
def show(slug: str) -> Response:
    viewer = me()
    opened = open_page(viewer, slug)
    return remembered((opened, today()), lambda: _page(viewer, opened))


@bp.get("/formations/sessions/<int:session_id>.ics")
def session_ics(session_id: int) -> Response:
    """The date for the calendar of whoever takes it."""
    session = get_session(me(), session_id)
    return as_file(download(entry_of(session)), f"formation-{session.day.isoformat()}")


def _page(viewer: Any, opened: Opened) -> Response:
    mine = registered(viewer, opened.id) if viewer.is_authenticated else []
    sheet = sheet_of(viewer, opened, mine)
    arranged = _for_organisers(viewer, opened.slug) if viewer.is_organiser else {}
    return render("trainings/show.html", opened=opened, sheet=sheet, **_of_mine(mine), **arranged)


def _of_mine(mine: list[Registration]) -> dict[str, Any]:
    return {"mine": mine, "ranks": ranks(mine) if mine else {}, "standing": standing, "title_of": title_of}


def _for_organisers(viewer: Any, slug: str) -> dict[str, Any]:
    training = get_training(viewer, slug)
    return {"training": training, "missing": missing(training)}
