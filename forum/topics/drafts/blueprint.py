"""The addresses of drafts; views fills it."""

from flask import Blueprint

bp = Blueprint("drafts", __name__)
