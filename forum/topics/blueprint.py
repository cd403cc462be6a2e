"""The addresses of topics; views/ fills it."""

from flask import Blueprint

bp = Blueprint("topics", __name__)
