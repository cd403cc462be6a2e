"""Who is looking: a person signed in, or a visitor.

The accounts room teaches Flask-Login how a session becomes a person; every other room asks ``me()``.
"""

from functools import wraps
from typing import Any

from flask import Flask, current_app, flash, g, has_request_context, redirect, request, session, url_for
from flask_login import AnonymousUserMixin, LoginManager, current_user

from forum.core.i18n import _

login_manager = LoginManager()


class Visitor(AnonymousUserMixin):
    """Someone who has not signed in."""

    id = None
    is_member = is_organiser = is_administrator = False
    display_name = initials = username = ""
    theme = density = ""
    hue = 6

    @property
    def locale(self) -> str:
        return ""


def init_app(app: Flask) -> None:
    login_manager.anonymous_user = Visitor
    login_manager.session_protection = None  # type: ignore[assignment]  # sessions are rows of our own: a copied cookie dies with its row
    login_manager._session_identifier_generator = str  # else it hashes at every request what nobody compares
    login_manager.init_app(app, add_context_processor=False)  # templates ask ``viewer``
    app.context_processor(lambda: {"viewer": me()})


def me() -> Any:
    """The person of this request (a real row, never a proxy), or a ``Visitor``."""
    here = g._get_current_object()  # asked many times a page: without the detours of the proxy
    if "viewer" not in here:
        signed_in = has_request_context() and "_user_id" in session
        here.viewer = current_user._get_current_object() if signed_in else Visitor()
    return here.viewer


def login_required(view):
    """Only for people signed in; others sign in first and come back here."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any):
        if me().is_authenticated:
            return view(*args, **kwargs)
        if "_flashes" not in session:  # said once, however many requests of a page come here
            flash(_("Connectez-vous pour continuer."), "info")
        return redirect(url_for("accounts.sign_in", next=_way_back()), 303)

    guarded.needs_login = True  # type: ignore[attr-defined]
    return guarded


def _way_back() -> str | None:
    """The address to return to after signing in: only a page that was asked for, never a form that was sent."""
    return request.full_path.rstrip("?") if request.method == "GET" else None


def unnoticed(view):
    """For what an open page asks by itself: nobody is said to have been here because of it."""
    view.unnoticed = True
    return view


def is_unnoticed() -> bool:
    """Is this such a request?"""
    return has_request_context() and hasattr(current_app.view_functions.get(request.endpoint or ""), "unnoticed")
