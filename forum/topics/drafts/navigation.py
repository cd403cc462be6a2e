"""The number of drafts, beside their page's name: whoever comes back after weeks sees that a text waits."""

from typing import Any

from forum.core.navigation import nav
from forum.topics.drafts.queries import count


@nav("drafts")
def drafts(viewer: Any) -> int:
    return count(viewer.id) if viewer.is_authenticated else 0
