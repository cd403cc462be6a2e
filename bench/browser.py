"""Asking as browsers do: one kept connection, compression accepted, a member's cookie."""

from dataclasses import dataclass, field
from http.client import HTTPConnection, RemoteDisconnected
from typing import Protocol
from urllib.parse import urlencode

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from forum.accounts.models import User
from forum.accounts.sessions import open_for
from forum.core.db import db

HEADERS = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "fr,fr-FR;q=0.8,en;q=0.5",
    "Accept-Encoding": "gzip, deflate, br, zstd",
}
CSRF = "a" * 40  # what the member's session holds; forms send it signed


@dataclass(frozen=True)
class Request:
    """One request; with ``form`` it is a POST."""

    path: str
    cookie: str = ""
    form: dict[str, str] | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def method(self) -> str:
        return "GET" if self.form is None else "POST"

    @property
    def body(self) -> str | None:
        return None if self.form is None else urlencode(self.form)

    @property
    def all_headers(self) -> dict[str, str]:
        more = {"Cookie": self.cookie} if self.cookie else {}
        if self.form is not None:
            more["Content-Type"] = "application/x-www-form-urlencoded"
        return HEADERS | more | self.headers


@dataclass(frozen=True)
class Answer:
    """What came back, as it travelled."""

    status: int
    headers: dict[str, str]
    body: bytes


class Browser(Protocol):
    def ask(self, request: Request) -> Answer: ...


class Wire:
    """Asks a server, over one connection that is kept."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, request: Request) -> Answer:
        try:
            return self._once(request)
        except (RemoteDisconnected, BrokenPipeError, ConnectionResetError):  # kept for too long
            self._connection.close()
            return self._once(request)

    def _once(self, request: Request) -> Answer:
        self._connection.request(request.method, request.path, request.body, request.all_headers)
        response = self._connection.getresponse()
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())


def sign_in(app: Flask, user_id: int) -> str:
    """The cookie of a new session of the member."""
    with app.app_context():
        token = open_for(db.session.get_one(User, user_id))
        db.session.commit()
    held = {"_user_id": token, "_fresh": True, "_permanent": True, "csrf_token": CSRF}
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(held)}"  # type: ignore[union-attr]


def form_token(app: Flask) -> str:
    """The token that the forms of those sessions carry."""
    return URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(CSRF)  # type: ignore[arg-type]
