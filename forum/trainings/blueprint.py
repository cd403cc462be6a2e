"""Where the pages of trainings are registered."""

from flask import Blueprint

bp = Blueprint("trainings", __name__)
