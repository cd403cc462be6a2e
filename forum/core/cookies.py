"""The signed cookie that holds a session: what signs it is made once, and not at all for who comes without one."""

from functools import lru_cache
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from forum.core.headers import vary


class Cookies(SecureCookieSessionInterface):
    """Flask's own, without making the signer anew at every request."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # type: ignore[override]
        """Most requests leave the session as it was: nothing is to be asked about its cookie."""
        if session.modified or app.config["SESSION_REFRESH_EACH_REQUEST"]:
            super().save_session(app, session, response)
        elif session.accessed:
            vary(response, "Cookie")

    def get_signing_serializer(self, app: Flask) -> Any:
        return _signer(app, app.secret_key, tuple(app.config["SECRET_KEY_FALLBACKS"] or ()))


@lru_cache(maxsize=8)
def _signer(app: Flask, _secret: Any, _former: tuple) -> Any:
    return SecureCookieSessionInterface().get_signing_serializer(app)
