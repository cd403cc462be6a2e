"""Cooking: what a member writes becomes safe HTML, the words in it, and whom it concerns.

    cooked = cook(body, resolve=names)      # before the first write takes the lock
    Post(body=body, html=cooked.html, recipe=RECIPE)

The way: guard → Python-Markdown (layout, links, mentions, cards) → bleach → nh3. Cooked once at write and stored;
a job cooks again what an older RECIPE made.
"""

import threading
from dataclasses import dataclass
from functools import cached_property

from forum.markup.guard import MAX_LENGTH, CannotCook, TooComplex, TooLong, admit
from forum.markup.markdown import Writing
from forum.markup.plain import excerpt, plain
from forum.markup.resolver import Memory, Nobody, Quote, Resolver, Upload
from forum.markup.sanitise import Gates

__all__ = [
    "MAX_LENGTH", "RECIPE", "CannotCook", "Cooked", "Nobody", "Quote", "Resolver", "TooComplex", "TooLong", "Upload",
    "cook", "excerpt",
]  # fmt: skip

MAX_RAW_HTML = 300_000  # the gates' work grows with it; honest texts stay far below
RECIPE = 3  # raise it when the same text would give other HTML


@dataclass(frozen=True)
class Cooked:
    """`text` is the plain text of the HTML; mentions are usernames and group slugs, quotes post ids, links hrefs."""

    html: str
    text: str
    mentions: tuple[str, ...] = ()
    quotes: tuple[int, ...] = ()
    links: tuple[str, ...] = ()


def cook(text: str, resolve: Resolver | None = None) -> Cooked:
    """The text as it will be shown, or CannotCook (TooLong, TooComplex) with a message for the writer."""
    text = admit(text)
    try:
        raw, found = KITCHEN.writing.cook(text, Memory(Nobody() if resolve is None else resolve))
        if len(raw) > MAX_RAW_HTML:
            raise TooComplex
        html = KITCHEN.gates.pass_through(raw)
    except RecursionError as error:
        raise TooComplex from error
    return Cooked(html, plain(html), tuple(found.mentions), tuple(found.quotes), tuple(found.links))


class Kitchen(threading.local):
    """Tools that take long to make and keep state while working: one set per thread that cooks."""

    @cached_property
    def writing(self) -> Writing:
        return Writing()

    @cached_property
    def gates(self) -> Gates:
        return Gates()


KITCHEN = Kitchen()
