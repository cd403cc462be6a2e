"""What the frame of every page shows, asked of the rooms: the layout knows names, not rooms.

@nav("unread_notifications")
def unread_notifications(viewer) -> int: ...

{{ nav.unread_notifications }}      # asked once a request, and only if shown
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import Flask, current_app, g, request

from forum.core.viewer import me

_items: dict[str, Callable[[Any], Any]] = {}


class Frame(NamedTuple):
    """What the navigation of a page shows, in plain values: frames that show the same are drawn once."""

    here: str  # the address of the page
    room: str  # whose page it is: « trainings »
    inside: str  # the category it belongs to
    is_signed_in: bool
    is_staff: bool
    unread: int
    drafts: int
    categories: tuple[tuple[str, str, str, bool], ...]
    next_date: str  # « 16 févr. »


class Navigation:
    """The items, by attribute; None for those that no room offers."""

    def frame(self, category: Any = "") -> Frame:
        """The frame of this page, inside the category with the slug ``category`` if there is one."""
        places = tuple(self.categories or ())
        known = not request.view_args or any(place[0] == request.view_args.get("slug") for place in places)
        here = request.path if request.url_rule and known else ""  # what a stranger types is not in the navigation
        signed_in, staff = me().is_authenticated, bool(self.is_staff)
        unread, next_date = self.unread_topics or 0, self.next_date or ""
        room = request.blueprint or "" if request.url_rule else ""
        drafts = self.drafts or 0
        return Frame(here, room, str(category or ""), signed_in, staff, unread, drafts, places, next_date)

    def __getattr__(self, name: str) -> Any:
        offered = _items.get(name)
        value = offered(me()) if offered else None
        setattr(self, name, value)
        return value


def init_app(app: Flask) -> None:
    app.context_processor(_context)
    app.jinja_env.globals["has_endpoint"] = lambda endpoint: endpoint in current_app.view_functions


def nav(name: str) -> Callable[[Callable[[Any], Any]], Callable[[Any], Any]]:
    """Offer the item ``name``: a function of the viewer."""

    def register(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
        _items[name] = function
        return function

    return register


def _context() -> dict[str, Navigation]:
    if "nav" not in g:
        g.nav = Navigation()
    return {"nav": g.nav}
