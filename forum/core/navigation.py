"""What the frame of every page shows, asked of the rooms: the layout knows names, not rooms.

@nav("unread_notifications")
def unread_notifications(viewer) -> int: ...

{{ nav.unread_notifications }}      # asked once a request, and only if shown
"""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, g

from forum.core.viewer import me

_items: dict[str, Callable[[Any], Any]] = {}


class Navigation:
    """The items, by attribute; None for those that no room offers."""

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
