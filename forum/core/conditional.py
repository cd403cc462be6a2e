"""Pages of visitors, made once as long as what they show stays the same.

    stamp = …              # read anew at every request, with what the visitor may see: rights are never remembered
    return remembered(stamp, lambda: render("topics/show.html", …))

The stamp tells all that the page shows: plain values (rows of a database print only the two ends of long ones), or
stamps of rows (``core.stamps``). To it come the address, the language, the build and a clock that ticks every five
minutes, for what the page says relatively (« 2 h », the number of views). People signed in get pages of their own.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from flask import Response, current_app, request, session
from werkzeug.datastructures import Headers

from forum.core.clock import now
from forum.core.compression import compress
from forum.core.drawing import Shelf
from forum.core.headers import vary
from forum.core.htmx import is_fragment
from forum.core.i18n import locale_name
from forum.core.viewer import me

TICK = 300  # seconds
KEPT = 128  # pages a process keeps, of some ten kilobytes each
_pages: "Shelf[tuple[bytes, Headers]]" = Shelf(KEPT)


def remembered(stamp: Any, make: Callable[[], Response]) -> Response:
    """The page that ``make`` makes; for a visitor, the one made before under the same stamp, or 304."""
    if me().is_authenticated or session or is_fragment():
        return make()
    tag = _tag(stamp)
    if request.if_none_match.contains_weak(tag):
        return _tagged(Response(status=304), tag)
    key = (tag, _encoding())
    if known := _pages.get(key):
        return Response(known[0], headers=known[1].copy())
    page = _tagged(compress(make()), tag)
    if page.status_code == 200 and not session:  # a page with a form is its reader's alone
        body = page.get_data()
        _pages.put(key, (body, page.headers.copy()), len(body))
    return page


def _tag(stamp: Any) -> str:
    """The name of what the page shows, the same in every process."""
    tick = int(now().timestamp()) // TICK
    parts = (current_app.extensions["build"], locale_name(), request.full_path, tick, stamp)
    return hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()


def _tagged(page: Response, tag: str) -> Response:
    """Weak: the bytes differ with the compression, what is read does not."""
    page.set_etag(tag, weak=True)
    vary(page, "Cookie")
    return page


def _encoding() -> str:
    accepted = request.headers.get("Accept-Encoding", "")
    return next((name for name in ("br", "gzip") if name in accepted), "")
