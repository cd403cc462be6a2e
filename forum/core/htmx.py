"""One URL, one view, one set of parts, for whole pages and for the fragments that htmx asks for."""

from typing import Any

from flask import Flask, Response, make_response, redirect, render_template, request

from forum.core.headers import vary


def init_app(app: Flask) -> None:
    app.after_request(_vary)


def _vary(response: Response) -> Response:
    if response.mimetype == "text/html":
        vary(response, "HX-Request")
    return response


def is_fragment() -> bool:
    """Did htmx ask, for a part of the page already shown? (A restored history entry wants the whole page.)"""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers


def render(page: str, /, fragment: str | None = None, status: int = 200, **context: Any) -> Response:
    """The page, or only its ``fragment`` when htmx asks and there is one."""
    template = fragment if fragment and is_fragment() else page
    return make_response(render_template(template, **context), status)


def done(url: str, /, fragment: str | None = None, **context: Any) -> Response:
    """After a change that succeeded: the fragment that shows it, or a redirection to ``url``."""
    if is_fragment():
        if fragment:
            return make_response(render_template(fragment, **context))
        response = make_response("", 200)
        response.headers["HX-Redirect"] = url
        return response
    return make_response(redirect(url, 303))
