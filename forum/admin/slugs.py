"""Addresses made from names."""

from collections.abc import Callable
from typing import Any

from forum.directory.names import folded


def free_slug(name: str, taken: Callable[[str], Any]) -> str:
    """« Comité de pilotage » → « comite-de-pilotage », or « comite-de-pilotage-2 » when that one is taken."""
    base = folded(name).replace(" ", "-").replace("_", "-")[:60].strip("-") or "groupe"
    slug, number = base, 1
    while taken(slug):
        number += 1
        slug = f"{base}-{number}"
    return slug
