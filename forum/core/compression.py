"""Pages travel compressed; the fastest levels, because pages are made anew for every reader."""

import gzip

import brotli
from flask import Flask, Response, request

from forum.core.headers import vary

WORTH = 1024  # bytes; below it, compressing costs more than it saves
LONG = 70_000  # bytes; above it, a third of a millisecond more makes it lighter by a twentieth
TEXT = {"text/html", "application/json", "text/plain", "text/csv", "text/calendar", "application/rss+xml"}


def init_app(app: Flask) -> None:
    app.after_request(compress)


def compress(response: Response) -> Response:
    """Compress a text answer in the best way the browser accepts."""
    if response.mimetype not in TEXT or response.direct_passthrough or response.is_streamed:
        return response
    if response.headers.get("Content-Encoding"):
        return response
    vary(response, "Accept-Encoding")
    if response.status_code in (204, 304):
        return response
    body = response.get_data()
    if len(body) < WORTH:
        return response
    accepted = request.headers.get("Accept-Encoding", "")
    if "br" in accepted:
        response.set_data(brotli.compress(body, quality=1 if len(body) < LONG else 2))
        response.headers["Content-Encoding"] = "br"
    elif "gzip" in accepted:
        response.set_data(gzip.compress(body, 1))
        response.headers["Content-Encoding"] = "gzip"
    return response
