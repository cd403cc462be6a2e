"""The table of a list of topics; drawn once for all visitors, who see the same, as long as the list is the same."""

from typing import Any

from flask import current_app
from markupsafe import Markup

from forum.categories.queries import visible
from forum.core.clock import now
from forum.core.drawing import Shelf
from forum.core.i18n import locale_name
from forum.topics.queries import Asked, Found
from forum.topics.queries.unread import since
from forum.topics.views.lines import lines, visit_line

TICK = 60  # seconds after which « 5 min » and the numbers of views are not true any more
_shelf: Shelf[Markup] = Shelf(most=60)


def table_of(viewer: Any, asked: Asked, found: Found, caption: str) -> Markup:
    """The topics ``found``, those that are pinned above; nothing when there are none."""
    if not found.rows and not found.pinned:
        return Markup("")
    if viewer.is_authenticated or not found.stamp:
        return _draw(viewer, asked, found, caption)
    key = (caption, found.stamp, *visible(viewer), locale_name(), int(now().timestamp()) // TICK)
    known = _shelf.get(key)
    if known is None:
        known = _draw(viewer, asked, found, caption)
        _shelf.put(key, known, len(known))
    return known


def _draw(viewer: Any, asked: Asked, found: Found, caption: str) -> Markup:
    """Without what every template is given: what is not named here is not in the table."""
    mixed = asked.category is None
    html = current_app.jinja_env.get_template("topics/_table.html").render(
        caption=caption,
        with_people=True,
        lines=lines(viewer, found.rows, found.positions, mixed=mixed),
        pinned=lines(viewer, found.pinned, found.positions, mixed=mixed),
        visit=visit_line(viewer, found.rows, asked.after) if asked.order == "recent" else -1,
        since=since(viewer),
    )
    return Markup(html)  # noqa: S704 (a template made it, with everything in it escaped)
