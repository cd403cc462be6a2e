"""How a room makes its things findable: it offers a ``Source``, and puts and removes documents as they change."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Document:
    """A thing as the index sees it. ``category_id`` says who may find it; None: every member."""

    kind: str
    subject_id: int
    title: str
    body: str
    at: datetime
    category_id: int | None = None
    topic_id: int | None = None
    author_id: int | None = None


@dataclass(frozen=True)
class Hit:
    """A thing as the results show it; ``text`` is plain, the excerpt is cut out of it."""

    kind: str
    subject_id: int
    url: str
    title: str
    text: str
    at: datetime | None = None
    author: Any = None
    category: Any = None
    note: str = ""
    is_solved: bool = False


@dataclass(frozen=True)
class Source:
    """One kind of thing: all its documents (to rebuild the index), and how results show the ones found."""

    kind: str
    documents: Callable[[], Iterator[Document]]
    hits: Callable[[Any, Iterable[int]], dict[int, Hit]]


_sources: dict[str, Source] = {}


def offer(source: Source) -> None:
    _sources[source.kind] = source


def sources() -> dict[str, Source]:
    return _sources
