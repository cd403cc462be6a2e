"""Where to go after signing in: a page of this site, or home."""

from urllib.parse import urlsplit

from flask import current_app, url_for


def safe_next(wanted: str | None) -> str:
    """``wanted`` if it is an address inside this site, else home."""
    return wanted if wanted and is_inside(wanted) else home()


def is_inside(url: str) -> bool:
    """One slash then a path: no scheme, no host, nothing that a browser reads as one (``//``, ``/\\``, tabs)."""
    if len(url) > 2000 or not url.startswith("/") or url.startswith("//") or "\\" in url:
        return False
    if not url.isprintable():  # browsers drop tabs and newlines, and « /<tab>/host » becomes « //host »
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def home() -> str:
    return url_for("home.index") if "home.index" in current_app.view_functions else "/"
