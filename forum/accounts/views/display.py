"""How one wants to read: theme, density, language. A visitor’s theme lives in the browser alone (page.js)."""

from flask import redirect, request, url_for
from werkzeug import Response

from forum.accounts import actions
from forum.accounts.forms import DisplayForm
from forum.accounts.safe_next import is_inside, safe_next
from forum.accounts.views import bp
from forum.core.htmx import done, render
from forum.core.i18n import COOKIE, LOCALES, locale_name
from forum.core.viewer import login_required, me

YEAR = 365 * 86400


@bp.route("/preferences/affichage", methods=["GET", "POST"])
def set_display():
    """Change what was sent, and only that: the button in the header sends the theme alone."""
    if request.method == "GET":
        return _display()
    wanted = {name: request.form.get(name) for name in ("theme", "density", "locale")}
    if me().is_authenticated:
        actions.set_display(me(), **wanted)
    return _remembered(redirect(_way_back(), 303), wanted["locale"])


@bp.route("/langue", methods=["GET", "POST"])
def language():
    form = DisplayForm(data={"locale": locale_name()})
    if request.method == "GET":
        return render("accounts/language.html", form=form, next=request.args.get("next", ""))
    wanted = {"locale": request.form.get("locale")}
    if me().is_authenticated:
        actions.set_display(me(), **wanted)
    return _remembered(done(_way_back()), wanted["locale"])


@login_required
def _display():
    form = DisplayForm(data={"theme": me().theme, "density": me().density, "locale": locale_name()})
    return render("accounts/display.html", form=form)


def _way_back() -> str:
    wanted = request.form.get("next", "")
    if is_inside(wanted) or not me().is_authenticated:
        return safe_next(wanted)
    return url_for("accounts.set_display")


def _remembered(response: Response, locale: str | None) -> Response:
    """Keep the language in the browser too: visitors, and whoever signs in here, read it before we know them."""
    if locale in LOCALES:
        response.set_cookie(COOKIE, locale, max_age=YEAR, samesite="Lax", secure=request.is_secure)
    return response
