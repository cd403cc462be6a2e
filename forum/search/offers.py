"""How a room makes its things findable: it offers a ``Source``, and puts and removes documents as they change."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Document:
    """A thing as the index sees it: found by whoever sees its category (None: everybody), ``for_members`` no visitor.

    ``files`` are the words of the files it carries.
    """

    kind: str
    subject_id: int
    title: str
    body: str
    at: datetime
    category_id: int | None = None
    topic_id: int | None = None
    author_id: int | None = None
    files: str = ""
    has_file: bool = False
    for_members: bool = False


class InFile(NamedTuple):
    """A file that a thing carries, with its words."""

    name: str
    url: str
    text: str


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
    file: InFile | None = None  # where the words stand, when they stand in a file alone; ``text`` is then of the file


@dataclass(frozen=True)
class Source:
    """One kind of thing: all its documents (to rebuild the index), and how results show the ones found.

    ``files(ids)``: what the things ``ids`` carry, asked only of things that ``hits`` showed to the same viewer.
    """

    kind: str
    documents: Callable[[], Iterator[Document]]
    hits: Callable[[Any, Iterable[int]], dict[int, Hit]]
    files: Callable[[list[int]], dict[int, list[InFile]]] = lambda _ids: {}


@dataclass(frozen=True)
class Flag:
    """A filter « est:… »: the label of its box in the form, and a condition on ``search_documents d``.

    What the condition binds is ``:viewer``. ``for_members``: a visitor is not offered it.
    """

    operator: str
    label: Any
    condition: str
    for_members: bool = False

    def open_to(self, viewer: Any) -> bool:
        return viewer.is_member or not self.for_members


_sources: dict[str, Source] = {}
_flags: dict[str, Flag] = {}
_tags: list[tuple[str, Callable[[Any], list[str]]]] = []


def offer(source: Source) -> None:
    _sources[source.kind] = source


def sources() -> dict[str, Source]:
    return _sources


def offer_flag(flag: Flag) -> None:
    _flags[flag.operator] = flag


def flags() -> dict[str, Flag]:
    return _flags


def offer_tags(condition: str, known: Callable[[Any], list[str]]) -> None:
    """What « tag: » asks for: a condition on ``search_documents d`` that binds the slug as ``:tag``.

    ``known(viewer)``: the slugs that the viewer sees in use, to complete a word.
    """
    _tags[:] = [(condition, known)]


def tagged() -> str:
    return _tags[0][0] if _tags else "1 = 0"


def known_tags(viewer: Any) -> list[str]:
    return _tags[0][1](viewer) if _tags else []
