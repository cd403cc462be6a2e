"""Answers in iCalendar."""

import hashlib
import re

from flask import Response, request


def as_file(text: str, name: str) -> Response:
    """A calendar to be taken away as ``name``.ics (one event: see ``ical.download``)."""
    answer = as_calendar(text)
    safe = re.sub(r"[^A-Za-z0-9-]+", "-", name).strip("-") or "date"
    answer.headers["Content-Disposition"] = f'attachment; filename="{safe}.ics"'
    return answer


def as_calendar(text: str) -> Response:
    """A calendar that is asked for again and again: 304 as long as it is the same."""
    content = text.encode()
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.set_etag(hashlib.sha256(content).hexdigest()[:32])
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.make_conditional(request)
    return answer
