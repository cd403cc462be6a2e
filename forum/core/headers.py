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


ALWAYS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), geolocation=(), microphone=()"),
)


def init_app(app: Flask) -> None:
    app.config.update(SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax", SESSION_REFRESH_EACH_REQUEST=False)
    app.after_request(protect)


def protect(response: Response) -> Response:
    """Add what is missing; a view that knows better (a file, a feed) has set its own already."""
    headers = response.headers
    said = {name.lower() for name, _value in headers}
    for name, value in ALWAYS:
        if name.lower() not in said:
            headers.add(name, value)
    if request.is_secure and "strict-transport-security" not in said:
        headers.add("Strict-Transport-Security", "max-age=31536000")
    if "cache-control" not in said:
        headers.add("Cache-Control", "private, no-cache" if is_personal() else "no-cache")
    return response


def vary(response: Response, name: str) -> None:
    """Say that the answer depends on this header of the request."""
    said = response.headers.get("Vary", "")
    if name not in said:
        response.headers["Vary"] = f"{said}, {name}" if said else name


def is_personal() -> bool:
    """Does the answer depend on who asks: someone signed in, a visitor with a form, or one who is told something?"""
    return bool(session) or session.modified or me().is_authenticated


def no_store(response: Response) -> Response:
    """For pages that show a secret: no copy anywhere, not even behind Back."""
    response.headers["Cache-Control"] = "no-store"
    return response
