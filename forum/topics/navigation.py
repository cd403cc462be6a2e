"""What topics put into the frame of every page: the categories with a mark for news, the number of unread topics."""

from typing import Any

from forum.categories.queries import visible
from forum.core.navigation import nav
from forum.topics.queries.unread import Counts, counts, total


@nav("categories")
def categories(viewer: Any) -> list[tuple[str, str, str, bool]]:
    """(slug, name, colour, has_new) for each category the viewer sees."""
    found = counts(viewer)
    return [(one.slug, one.name, one.colour, any(found.get(one.id, Counts()))) for one in visible(viewer)]


@nav("unread_topics")
def unread_topics(viewer: Any) -> int:
    return total(viewer).unread
