"""A member, as the others see them."""

from flask import abort

from forum.accounts import queries
from forum.accounts.models import User
from forum.accounts.views import bp
from forum.core.htmx import render
from forum.core.rules import can
from forum.core.viewer import login_required, me


@bp.get("/u/<username>")
@login_required
def profile(username: str):
    user = _visible(username)
    person = queries.names([user.id])[user.id]
    return render("accounts/profile.html", user=user, person=person)


def _visible(username: str) -> User:
    """The person, or 404 for someone who does not exist and for someone who may not be seen alike."""
    user = queries.by_username(username)
    if user is None or not can(me(), "see", user):
        abort(404)
    return user
