"""« Merci » and the bookmark below a message: as everybody sees them, and as they are for one reader.

A page of messages is drawn once for many readers (``sheets``), as if nobody of them had left a mark. For whoever has,
the pieces that differ take the place of those drawn: both come from one template.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from flask import current_app
from markupsafe import Markup

from forum.accounts.people import Person
from forum.core.i18n import gettext as _
from forum.core.i18n import locale_name, ngettext

NAMED = 2  # people whose names stand below the message; a page of its own has the others


class Thanked(NamedTuple):
    """The thanks of a message, in plain values; ``may``: the reader can say it too."""

    post_id: int
    number: int
    count: int
    said: str
    may: bool
    is_mine: bool = False


class Kept(NamedTuple):
    """The bookmark of a message, for its owner."""

    post_id: int
    number: int
    is_mine: bool = False


Marks = dict[int, tuple[Thanked, frozenset[int]]]


def said_by(people: list[Person], count: int) -> str:
    """« Ana Vidal, Karim Bensaïd et 2 autres disent merci »; of whoever was struck out, the number alone is told."""
    names = [person.display_name for person in people if person.state != "erased"][:NAMED]
    if not names:
        return ngettext("%(num)s personne dit merci", "%(num)s personnes disent merci", count) if count else ""
    if count == 1:
        return _("%(name)s dit merci", name=names[0])
    if count == 2 == len(names):
        return _("%(one)s et %(other)s disent merci", one=names[0], other=names[1])
    first, others = ", ".join(names), count - len(names)
    return ngettext(
        "%(names)s et %(num)s autre disent merci", "%(names)s et %(num)s autres disent merci", others, names=first
    )


def for_reader(html: Markup, thanked: Marks, numbers: dict[int, int], reader_id: int, kept: Iterable[int]) -> Markup:
    """The messages with the marks of this reader; ``numbers``: message → its number, of the page."""
    text = str(html)
    for drawn, people in thanked.values():
        if reader_id in people:
            text = text.replace(draw("thanks", drawn), draw("thanks", drawn._replace(is_mine=True)))
    for post_id in set(kept) & numbers.keys():
        unmarked = Kept(post_id, numbers[post_id])
        text = text.replace(draw("keep", unmarked), draw("keep", unmarked._replace(is_mine=True)))
    return Markup(text)  # noqa: S704 (our own templates, with everything in them escaped)


def place_of_poll(poll_id: int) -> Markup:
    """What stands for a poll on a page that many share; nobody can type it."""
    return Markup(f"<!-- sondage {poll_id} -->")  # noqa: S704


def with_polls(html: Markup, polls: dict[int, Markup]) -> Markup:
    text = str(html)
    for poll_id, drawn in polls.items():
        text = text.replace(place_of_poll(poll_id), drawn)
    return Markup(text)  # noqa: S704 (our own templates)


def draw(macro: str, it: Thanked | Kept) -> str:
    return _drawn(macro, it, locale_name())


@lru_cache(maxsize=500)
def _drawn(macro: str, it: Thanked | Kept, _locale: str) -> str:
    module = current_app.jinja_env.get_template("topics/_marks.html").module
    return str(getattr(module, macro)(it))
