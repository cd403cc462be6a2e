"""The list of categories."""

from flask import Blueprint

from forum.categories.queries import visible
from forum.core.htmx import render
from forum.core.viewer import me

bp = Blueprint("categories", __name__)


@bp.get("/categories")
def index():
    return render("categories/index.html", categories=visible(me()))
