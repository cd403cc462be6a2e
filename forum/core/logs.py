"""Logs: one JSON line an event, with the request's id; never the text of a message, an address or a password."""

import logging
import re
import secrets
import sys
import time

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger("intersession")
_HONEST = re.compile(r"[A-Za-z0-9._-]{8,64}")


def init_app(app: Flask) -> None:
    if not app.config.get("TESTING"):
        configure(readable=sys.stderr.isatty())
    app.before_request(_number_request)
    app.after_request(_note_request)


def configure(readable: bool) -> None:
    """Send structlog and the standard library's warnings to stderr."""
    renderer = structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _number_request() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _HONEST.fullmatch(given) else secrets.token_hex(8)
    g.started = time.perf_counter()


def _note_request(response: Response) -> Response:
    response.headers.add("X-Request-ID", g.get("request_id", ""))
    if response.status_code >= 400 or request.method != "GET":
        log.info(
            "request",
            id=g.get("request_id"),
            method=request.method,
            endpoint=request.endpoint,
            status=response.status_code,
            ms=round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
        )
    return response
