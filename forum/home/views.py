"""The home and the pages of the site."""

from datetime import timedelta

from flask import Blueprint, Response, flash, request, url_for

from forum.accounts.queries import count_awaiting
from forum.calendar import words
from forum.calendar.entries import entries
from forum.categories.queries import visible
from forum.core.clock import now, today
from forum.core.conditional import remembered
from forum.core.drawing import main_for_visitors
from forum.core.htmx import done, render
from forum.core.i18n import _, locale_name
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.home.actions import edit_page
from forum.home.between import MANY
from forum.home.forms import form_of
from forum.home.models import Page
from forum.home.queries import home_of
from forum.home.texts import text_of
from forum.topics.views.lines import lines

bp = Blueprint("home", __name__)

AHEAD, SHOWN = timedelta(days=366), 4  # the next dates on the presentation


@bp.get("/")
def index() -> Response:
    """The home of a member; the presentation for everybody else."""
    viewer = me()
    if not viewer.is_member:
        return _welcome()
    home = home_of(viewer)
    return render(
        "home/index.html",
        home=home,
        lines=lines(viewer, home.recent.rows, home.recent.positions),
        categories=[category for category in visible(viewer) if category.rights.create],
        to_admit=count_awaiting() if viewer.is_organiser else 0,
        now=now(),
        dates=words,
        today=today(),
        many=MANY,
    )


def _welcome() -> Response:
    """The presentation, with the next dates that everybody may know."""
    viewer, page = me(), "home/welcome.html"
    soon = entries(viewer, today(), today() + AHEAD)
    dates = [one for one in soon if not one.is_cancelled and one.ends_at > now()][:SHOWN]
    facts = {"viewer": viewer, "upcoming": dates, "dates": words}
    if viewer.is_authenticated:
        return render(page, **facts)
    main = main_for_visitors(page, (*dates, today()), lambda: facts)
    return remembered((main.name, visible(viewer)), lambda: render(page, main=main.html))


@bp.get("/pages/<slug>")
def page(slug: str) -> Response:
    return render("home/page.html", slug=slug, text=text_of(slug, locale_name()), kind=Page)


@bp.route("/pages/<slug>/modifier", methods=["GET", "POST"])
@login_required
def edit(slug: str) -> Response:
    require("edit", Page)
    text = text_of(slug, "fr")
    form = form_of(slug)
    if not form.validate_on_submit():
        return render("home/edit.html", status=422 if form.errors else 200, slug=slug, text=text, form=form)
    if "preview" in request.form:
        return render("home/edit.html", slug=slug, text=text, form=form, previews=form.previews)
    edit_page(slug, form.words, me())
    flash(_("La page est enregistrée, dans les deux langues."), "ok")
    return done(url_for("home.page", slug=slug))
