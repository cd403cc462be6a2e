"""Security headers on every answer, errors included, and who may keep a copy."""

from flask import Flask, Response, request, session

from forum.core.viewer import me

POLICY = "; ".join(  # noqa: FLY002  one directive a line
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)


def init_app(app: Flask) -> None:
    app.config.update(SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax", SESSION_REFRESH_EACH_REQUEST=False)
    app.after_request(protect)


def protect(response: Response) -> Response:
    """Add what is missing; a view that knows better (a file, a feed) has set its own already."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "private, no-cache" if is_personal() else "no-cache"
    return response


def is_personal() -> bool:
    """Does the answer depend on who asks: someone signed in, a visitor with a form, or one who is told something?"""
    return bool(session) or session.modified or me().is_authenticated


def no_store(response: Response) -> Response:
    """For pages that show a secret: no copy anywhere, not even behind Back."""
    response.headers["Cache-Control"] = "no-store"
    return response
