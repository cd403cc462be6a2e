"""Refusals and faults, told in the site's look: what happened, and what to do."""

import errno
from contextlib import suppress

from flask import Flask, Response, current_app, make_response, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import Forbidden, HTTPException, SecurityError, ServiceUnavailable, TooManyRequests

from forum.core.i18n import lazy


class Refused(Forbidden):
    """403 with a sentence saying what to do."""

    def __init__(self, why: str | None = None):
        super().__init__()
        self.why = why


class TooFast(TooManyRequests):
    """429; ``retry_after`` seconds from now it will work again."""

    def __init__(self, retry_after: int):
        super().__init__(retry_after=retry_after)
        self.seconds = retry_after


MESSAGES = {
    400: (
        lazy("Cet envoi n’a pas pu être lu"),
        lazy("Revenez à la page précédente, rechargez-la, puis réessayez."),
    ),
    403: (
        lazy("Cette action ne vous est pas ouverte"),
        lazy("Si vous pensez qu’elle devrait l’être, écrivez à l’équipe d’appui."),
    ),
    404: (
        lazy("Cette page n’existe pas, ou ne vous est pas ouverte"),
        lazy("Vérifiez l’adresse, ou retrouvez le sujet par la recherche."),
    ),
    405: (lazy("Cette adresse ne s’ouvre pas ainsi"), lazy("Revenez à la page précédente et utilisez son bouton.")),
    413: (
        lazy("Cet envoi est trop lourd"),
        lazy("Un fichier peut peser 25 Mo au plus. Votre texte est resté dans la page précédente : revenez-y."),
    ),
    429: (lazy("C’est un peu trop rapide"), lazy("Attendez un instant, puis réessayez.")),
    500: (
        lazy("Une erreur est survenue de notre côté"),
        lazy(
            "Rien n’a été enregistré. Revenez à la page précédente : votre texte y est encore. "
            "Réessayez dans un instant."
        ),
    ),
    503: (
        lazy("Le service est momentanément indisponible"),
        lazy("La lecture continue. Réessayez dans une minute : votre texte est resté dans la page précédente."),
    ),
}


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, show)
    app.register_error_handler(OperationalError, unavailable)
    app.register_error_handler(OSError, no_room)


def show(error: HTTPException) -> Response:
    """The page of an error; redirections and ready-made answers pass through."""
    if error.response is not None or (error.code or 500) < 400:
        return make_response(error.get_response())
    code = error.code if error.code in MESSAGES else (400 if (error.code or 500) < 500 else 500)
    title, advice = MESSAGES[code]
    context = {"code": error.code, "title": title, "advice": getattr(error, "why", None) or advice}
    context["seconds"] = getattr(error, "seconds", None)  # until it will work again
    without_layout = isinstance(error, SecurityError)  # a host that is not ours: no link can be built
    response = make_response(render_page(context, without_layout), error.code or 500)
    for name, value in error.get_headers():
        if name.lower() != "content-type":
            response.headers[name] = value
    if isinstance(error, TooFast):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def render_page(context: dict, without_layout: bool = False) -> str | Response:
    """HTML for people, JSON for machines."""
    if request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json":
        return make_response({"error": str(context["title"]), "advice": str(context["advice"])})
    if not without_layout:
        with suppress(OperationalError):  # the layout itself needs the database
            return render_template("errors/page.html", **context)
    return render_template("errors/bare.html", **context)


def unavailable(error: OperationalError) -> Response:
    """A database that is locked, full or away: 503, so that browsers and people try again; reading goes on."""
    current_app.logger.error("database unavailable: %s", type(error.orig).__name__)
    return show(ServiceUnavailable(retry_after=60))


def no_room(error: OSError) -> Response:
    """A disk without room for a file: like a database that is away. Other faults of the system are faults."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
        raise error
    return show(ServiceUnavailable(retry_after=60))
