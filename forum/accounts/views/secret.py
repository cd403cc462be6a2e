"""Pages whose address is a secret: never kept, never told to the next page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, make_response

from forum.core.headers import no_store
from forum.core.htmx import render


def secret_page(view: Callable[..., Any]) -> Callable[..., Response]:
    """No copy anywhere, and no Referer but the site's origin (which the CSRF check over HTTPS still wants)."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Response:
        response = no_store(make_response(view(*args, **kwargs)))
        response.headers["Referrer-Policy"] = "strict-origin"
        return response

    return guarded


def dead_link(url: str, label: str) -> Response:
    """The link was used, is too old, or a newer one was sent; where to ask for another."""
    return render("accounts/dead_link.html", status=410, url=url, label=label)
