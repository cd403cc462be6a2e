"""The bell of every page."""

from typing import Any

from forum.core.navigation import nav
from forum.notifications.queries import unread_count


@nav("unread_notifications")
def unread_notifications(viewer: Any) -> int:
    return unread_count(viewer) if viewer.is_authenticated else 0
