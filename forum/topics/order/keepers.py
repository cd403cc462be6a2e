"""Rooms above may say that a topic is theirs: it takes others in, and does not go into another itself."""

from collections.abc import Callable

Keeps = Callable[[int], bool]
_keepers: list[Keeps] = []


def keeper(keeps: Keeps) -> Keeps:
    """Register ``keeps(topic_id)``: is this topic one that your room writes in by itself?"""
    _keepers.append(keeps)
    return keeps


def is_kept(topic_id: int) -> bool:
    return any(keeps(topic_id) for keeps in _keepers)
