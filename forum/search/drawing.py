"""Results as the page shows them. Whoever looks for the same again gets those drawn before."""

from collections.abc import Iterable, Set
from functools import lru_cache
from typing import NamedTuple

from flask import current_app
from markupsafe import Markup

from forum.core.drawing import LONGEST
from forum.core.i18n import day, locale_name
from forum.search.excerpts import excerpt, highlight
from forum.search.offers import Hit

KEPT = 300  # results a process keeps


class Shown(NamedTuple):
    """A hit in plain values: all that its drawing shows."""

    kind: str
    url: str
    title: str
    text: str
    wanted: frozenset[str]  # the stems to mark
    note: str
    category: tuple[str, str] | None  # colour, name
    is_solved: bool
    author: tuple[int, str, str] | None  # hue, initials, who signs
    iso: str
    day: str
    file: tuple[str, str] | None = None  # name, address


def drawn(hits: Iterable[Hit], wanted: Set[str]) -> list[Markup]:
    """The hits as HTML, the stems ``wanted`` marked in them."""
    locale, marked = locale_name(), frozenset(wanted)
    return [_drawn(locale, _shown(hit, marked)) for hit in hits]


def _shown(hit: Hit, wanted: frozenset[str]) -> Shown:
    category = (hit.category.colour, hit.category.name) if hit.category else None
    author, at = (hit.author, hit.at) if hit.kind != "person" else (None, None)
    signed = (author.hue, author.initials, _signature(author)) if author else None
    iso, date = (at.isoformat(), day(at)) if at else ("", "")
    file = (hit.file.name, hit.file.url) if hit.file else None
    return Shown(
        hit.kind, hit.url, hit.title, hit.text, wanted, hit.note, category, hit.is_solved, signed, iso, date, file
    )


def _signature(author) -> str:
    return ", ".join(filter(None, (author.display_name, author.function.lower())))


def _drawn(locale: str, shown: Shown) -> Markup:
    """What is long is drawn anew, so that a process stays small."""
    return (_draw if len(shown.text) > LONGEST else _remembered)(locale, shown)


def _draw(_locale: str, shown: Shown) -> Markup:
    template = current_app.jinja_env.get_template("search/_hit.html")
    title, text = highlight(shown.title, shown.wanted), excerpt(shown.text, shown.wanted)
    return Markup(template.render(it=shown, title=title, excerpt=text))  # noqa: S704  (a template of our own)


_remembered = lru_cache(maxsize=KEPT)(_draw)
