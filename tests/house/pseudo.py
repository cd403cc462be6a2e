"""A language nobody speaks: each of our sentences comes back as ⟦sentence⟧; words outside escaped translation.

It goes by the code of Esperanto: dates and numbers speak it too, and nothing kept for French or English is touched.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from unittest.mock import patch

from babel import Locale
from flask import Flask

from forum.core import i18n
from forum.directory.models import DEPARTMENTS

LANGUAGE = "eo"
SILENT = {"script", "style", "code", "kbd", "textarea"}
SPOKEN = {"title", "alt", "placeholder", "label", "aria-label", "aria-description", "aria-roledescription"}
NAMES = {"Intersession", "PDF", "CSV", "am", "pm", *i18n.LOCALES.values(), *DEPARTMENTS.values()}
WORD = re.compile("[A-Za-zÀ-ž]{2,}")
OURS = re.compile(r"(?i)\bzz[\w.@-]*")  # every word of the test's own data


@contextmanager
def spoken(app: Flask) -> Iterator[None]:
    """Whoever has chosen no language reads and is written to in this one."""
    before = app.config["BABEL_DEFAULT_LOCALE"]
    app.config["BABEL_DEFAULT_LOCALE"] = LANGUAGE
    with (
        patch.object(i18n, "_translated", lambda _locale, message: f"⟦{message}⟧"),
        patch.object(i18n, "_translated_plural", lambda _locale, one, many, num: f"⟦{one if num < 2 else many}⟧"),
    ):
        yield
    app.config["BABEL_DEFAULT_LOCALE"] = before


def bare_words(text: str) -> list[str]:
    """The words that no bracket holds, names, dates and the test's own words apart."""
    return _Reader.of(f"<p>{text}</p>" if "<" not in text else text)


class _Reader(HTMLParser):
    """Gathers what a person would read or hear outside the brackets; a sentence may hold tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []
        self._silent = self._depth = 0

    @classmethod
    def of(cls, html: str) -> list[str]:
        reader = cls()
        reader.feed(html)
        reader.close()
        return reader.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        for name, value in attrs:
            if value and (name in SPOKEN or _is_said_later(name, value)):
                self._take(value, depth=0)
            if name == "href" and value and not self._silent:
                self.links.append(value)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._depth = self._take(data, self._depth)

    def _take(self, text: str, depth: int) -> int:
        outside = []
        for piece in re.split("([⟦⟧])", text):
            depth += {"⟦": 1, "⟧": -1}.get(piece, 0)
            outside.append("" if depth else piece)
        said = _names().sub("", OURS.sub("", re.sub(r"https?://\S+", "", " ".join(outside))))
        self.found += WORD.findall(said)
        return depth


def links_of(html: str) -> list[str]:
    reader = _Reader()
    reader.feed(html)
    return reader.links


def _is_said_later(name: str, value: str) -> bool:
    """A data- attribute with a sentence for a script or a style sheet to show."""
    return name.startswith("data-") and not name.startswith("data-hx") and bool(re.search(r"[À-ÿ’]|\w \w", value))


@cache
def _names() -> re.Pattern:
    """Proper names, and the days and months of the language."""
    eo = Locale(LANGUAGE)
    forms = [table[width] for table in (eo.months["format"], eo.days["format"]) for width in ("wide", "abbreviated")]
    days = [name for form in forms for name in form.values()]
    said = [*NAMES, *days, *map(str.lower, days), *map(str.capitalize, days)]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(said, key=len, reverse=True)))})\b")
