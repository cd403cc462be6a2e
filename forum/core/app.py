"""The Flask application class: the dispatch of a request is one transaction."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, request

from forum.core.cookies import Cookies
from forum.core.db import db
from forum.core.requests import CleanRequest
from forum.core.templates import Templates
from forum.core.urls import Key, Route, Word

READING = ("GET", "HEAD")  # a request that reads writes nothing; its session is let go when the answer has left


class App(Flask):
    """A Flask whose answers below 400 are committed before they leave; anything else leaves no trace.

    ``after_request`` also runs for aborted answers and teardown runs once the answer has left: neither is the place.
    A failing commit raises here, so the reader sees a 500 and never a page that says « saved ».
    """

    request_class = CleanRequest
    jinja_environment = Templates
    session_interface = Cookies()
    url_rule_class = Route

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.url_map.converters |= {"int": Key, "string": Word, "default": Word}

    def dispatch_request(self):  # type: ignore[override]
        try:
            response: Response = self.make_response(super().dispatch_request())
            if response.status_code >= 400:
                db.session.rollback()
            elif request.method not in READING:
                db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        return response

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Nothing here is a coroutine: Flask would ask ten times a request."""
        return func

    def log_exception(self, exc_info) -> None:
        """Name the endpoint and never the address: some addresses carry a secret (a link sent by mail)."""
        self.logger.error("fault in %s [%s]", request.endpoint, request.method, exc_info=exc_info)
