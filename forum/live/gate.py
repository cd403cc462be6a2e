"""« Nothing new » is said before the application is asked: most questions end here, at a fraction of a page's cost."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask
from itsdangerous import BadSignature
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.http import parse_cookie

from forum.core.clock import now
from forum.core.db import asking, db
from forum.core.headers import ALWAYS
from forum.core.reading import rows_of
from forum.live.questions import OPEN_PATH, PATH, Question, read_question
from forum.live.signs import asks_of, asks_of_visitors, sign_of

HEADERS = [*ALWAYS, ("Cache-Control", "private, no-cache"), ("Vary", "Cookie")]


class Gate:
    """Answers 304 to a question whose answer the page has already; the rest, refusals too, is the application's."""

    def __init__(self, app: Flask):
        self._app, self._inner = app, app.wsgi_app
        self._engine: Engine | None = None

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] in (PATH, OPEN_PATH) and self._is_known(environ):
            start("304 NOT MODIFIED", [("ETag", environ["HTTP_IF_NONE_MATCH"]), *HEADERS])
            return []
        return self._inner(environ, start)

    def _is_known(self, environ: WSGIEnvironment) -> bool:
        known = environ.get("HTTP_IF_NONE_MATCH", "").removeprefix("W/").strip('"')
        return bool(known) and environ["REQUEST_METHOD"] == "GET" and self._sign(environ) == known

    def _sign(self, environ: WSGIEnvironment) -> str | None:
        question = _asked(environ.get("QUERY_STRING", ""))
        is_open = environ["PATH_INFO"] == OPEN_PATH
        token = None if is_open else self._token(environ)
        if token is None and not is_open:
            return None
        try:
            row = self._read(*(asks_of(token, question) if token else asks_of_visitors(question)))
        except SQLAlchemyError:
            return None  # the application will say what it is
        return sign_of(question, row, self._app) if row else None

    def _token(self, environ: WSGIEnvironment) -> str | None:
        """The secret in the session's cookie, if the cookie is ours and not too old."""
        interface: Any = self._app.session_interface
        signer, name = interface.get_signing_serializer(self._app), self._app.config["SESSION_COOKIE_NAME"]
        token, signed_at = _opened(signer, name, environ.get("HTTP_COOKIE", ""))
        oldest = now() - self._app.permanent_session_lifetime
        return token if signed_at and signed_at > oldest else None

    def _read(self, query: Any, values: dict[str, Any]) -> Any:
        if self._engine is None:
            with self._app.app_context():
                self._engine = db.engine
        with asking(self._engine) as connection:
            return rows_of(connection, query, values).first()


@lru_cache(maxsize=1000)
def _opened(signer: Any, name: str, cookies: str) -> tuple[str | None, datetime | None]:
    """The same browser comes back every ten seconds: a signature that was right once is right again."""
    try:
        held, signed_at = signer.loads(parse_cookie(cookies).get(name, ""), return_timestamp=True)
    except BadSignature:
        return None, None
    return held.get("_user_id"), signed_at


@lru_cache(maxsize=1000)
def _asked(query: str) -> Question:
    return read_question(dict(parse_qsl(query)))
