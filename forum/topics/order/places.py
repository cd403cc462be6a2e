"""Where messages stand after some of them went from one topic into another. Nothing here asks the database."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from heapq import merge
from typing import NamedTuple


class Standing(NamedTuple):
    """A message where it stood."""

    id: int
    topic_id: int
    number: int
    created_at: datetime


@dataclass(frozen=True)
class Order:
    """The messages of a topic in their new order: the first gets number 1."""

    topic_id: int
    posts: tuple[Standing, ...]

    def changes(self) -> dict[int, int]:
        """The messages that get another number or came from elsewhere: message → number."""
        placed = enumerate(self.posts, 1)
        return {post.id: n for n, post in placed if (post.topic_id, post.number) != (self.topic_id, n)}

    def number_after(self, read: dict[int, int]) -> int:
        """How far someone has read who had read so far in the topics that these messages come from."""
        unread = (first for topic_id in self._columns if (first := self._first_unread(topic_id, read)) is not None)
        return min(unread, default=len(self.posts) + 1) - 1

    def _first_unread(self, topic_id: int, read: dict[int, int]) -> int | None:
        numbers, places = self._columns[topic_id]
        at = bisect_right(numbers, read.get(topic_id, 0))
        return places[at] if at < len(places) else None

    @cached_property
    def _columns(self) -> dict[int, tuple[list[int], list[int]]]:
        """Of each topic they come from: the former numbers, which only rise, and the new ones."""
        found: dict[int, tuple[list[int], list[int]]] = {}
        for place, post in enumerate(self.posts, 1):
            numbers, places = found.setdefault(post.topic_id, ([], []))
            numbers.append(post.number)
            places.append(place)
        return found


def united(topic_id: int, here: Sequence[Standing], coming: Iterable[Standing]) -> Order:
    """The messages of a topic and those that come to it, by date; the one that opens it stays the first.

    Each keeps its place among those it came with.
    """
    rest = merge(here[1:], coming, key=lambda post: post.created_at)
    return Order(topic_id, (*here[:1], *rest))
