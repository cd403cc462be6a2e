"""The pages of accounts."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)

from forum.accounts.views import (  # noqa: E402, F401  the routes hang themselves on bp
    display,
    joining,
    leaving,
    preferences,
    profile,
    recovery,
    signing_in,
)
