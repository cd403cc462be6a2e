"""Pieces of pages that say the same again and again, drawn once.

    {{ line | drawn('topics/_row.html') }}

The template gets the piece as ``it`` and nothing of the request: no viewer, no session, no token. All that it may show
is in the piece, which is the key; so what was drawn can never be out of date, nor meant for someone else.

    render(page, main=main_for_visitors(page, key, lambda: {"viewer": viewer, …}).html, …)

The middle of a page, drawn once for all visitors: the frame around it is drawn at each request. ``main_of`` draws it
once for all who see the same, members too: its template is told of them what ``Onlooker`` says, and no more.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from flask import Flask, current_app
from markupsafe import Markup

from forum.core.i18n import locale_name

KEPT = 1500  # pieces a process keeps, of some kilobytes each
LONGEST = 8_000  # characters; what is longer is drawn anew, so that a process stays small
LONGEST_ON_SHELF = 100_000
T = TypeVar("T")


def init_app(app: Flask) -> None:
    app.jinja_env.filters["drawn"] = drawn


def drawn(piece: tuple, template: str) -> Markup:
    """``piece`` (a tuple of plain values) through ``template``, in the reader's language."""
    is_long = any(isinstance(value, str) and len(value) > LONGEST for value in piece)
    return (_draw if is_long else _drawn)(template, locale_name(), piece)


def _draw(template: str, _locale: str, piece: tuple) -> Markup:
    html = current_app.jinja_env.get_template(template).render(it=piece)
    return Markup(html)  # noqa: S704 (a template made it, with everything in it escaped)


_drawn = lru_cache(maxsize=KEPT)(_draw)


class Shelf(Generic[T]):
    """Larger pieces, under a key that tells all that they show; the ``most`` asked for last."""

    def __init__(self, most: int):
        self._most = most
        self._pieces: OrderedDict[Hashable, T] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pieces)

    def clear(self) -> None:
        self._pieces.clear()

    def get(self, key: Hashable) -> T | None:
        piece = self._pieces.get(key)
        if piece is not None:
            self._pieces[key] = self._pieces.pop(key, piece)
        return piece

    def put(self, key: Hashable, piece: T, length: int) -> None:
        if length > LONGEST_ON_SHELF:
            return
        self._pieces[key] = piece
        while len(self._pieces) > self._most:
            self._pieces.popitem(last=False)


class Main(NamedTuple):
    """What is inside <main>, and a name for all that it says: the same in every process."""

    html: Markup
    name: str


_mains: Shelf[Main] = Shelf(most=200)


class Onlooker(NamedTuple):
    """All that a page drawn for many says of who looks at it; part of the key."""

    is_authenticated: bool
    is_member: bool
    is_organiser: bool

    @classmethod
    def like(cls, viewer: Any) -> "Onlooker":
        return cls(*(bool(getattr(viewer, name)) for name in cls._fields))


def main_of(page: str, viewer: Any, key: Hashable, name: Callable[[], dict[str, Any]]) -> Main:
    """What is inside <main> of ``page`` for all who are as ``viewer`` is, to whom ``key`` tells the same."""
    who = Onlooker.like(viewer)
    return main_for_visitors(page, (who, key), lambda: {**name(), "viewer": who})


def main_for_visitors(page: str, key: Hashable, name: Callable[[], dict[str, Any]]) -> Main:
    """What is inside <main> of ``page`` for those who have not signed in; ``key`` tells all that it says, but for the
    language. What ``name`` does not name is not in it: it gets nothing of the request."""
    whole = (page, locale_name(), key)
    known = _mains.get(whole)
    if known is None:
        html = current_app.jinja_env.get_template(page).render(only_main=True, **name())
        known = Main(Markup(html), hashlib.sha256(html.encode()).hexdigest())  # noqa: S704 (escaped, as above)
        _mains.put(whole, known, len(html))
    return known
