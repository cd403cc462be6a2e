"""English is complete and fresh; no French sentence of a template escapes translation."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

from scripts import translations

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(p for p in (ROOT / "templates").rglob("*") if p.suffix in {".html", ".txt"})
SPOKEN = {"title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription", "content"}
NAMES = {"Intersession", "HTML", "PDF", "RSS", "ICS", "CSV", "FR", "EN", "Ctrl", "Esc", "Entrée", "Markdown", "UTF"}
WORD = re.compile(r"[A-Za-zÀ-ÿŒœ]{2,}")
UNSPOKEN_CONTENT = re.compile(r"width=|light|dark|^[#{]|no-referrer|noindex|website|summary")
TOKENS = re.compile(r"[a-z]+|(?:[a-z0-9]*[0-9-][a-z0-9-]* ?)+")  # an id that a macro puts together
UNSPOKEN_BLOCK = re.compile(r"{%-?\s*(block|set) \w*(class|width)\w*\s*-?%}.*?{%-?\s*end\1", re.S)


def test_english_is_complete_and_fresh():
    assert not translations.find_problems()


def bare_words(source: str) -> list[str]:
    """The words of a template's text and spoken attributes that no ``_()`` wraps."""
    reader = _Reader()
    reader.feed(_without_jinja(source))
    return [text for text in reader.texts if set(WORD.findall(text)) - NAMES and not TOKENS.fullmatch(text)]


def _without_jinja(source: str) -> str:
    """The template's own text; what Jinja puts in becomes « 0 »."""
    pieces, depth = [], 0
    spoken = UNSPOKEN_BLOCK.sub("{% \\1 _ %}{% end\\1", source)
    for _line, kind, value in Environment(extensions=["jinja2.ext.i18n"]).lex(spoken):
        if kind == "data" and not depth:
            pieces.append(value)
        elif kind == "name" and value in {"trans", "endtrans"}:
            depth = int(value == "trans")
        elif kind == "variable_end":
            pieces.append("0")
    return "".join(pieces)


class _Reader(HTMLParser):
    """Gathers what a person would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"script", "style", "code", "kbd"}
        for name, value in attrs:
            if name in SPOKEN and value and not (name == "content" and UNSPOKEN_CONTENT.search(value)):
                self.texts.append(value)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style", "code", "kbd"}

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.texts.append(" ".join(data.split()))


@pytest.mark.parametrize(
    "source", ["<p>Bonjour à tous</p>", "<p>Oui</p>", '<a title="Fermer">×</a>', "{{ _('Oui') }} et non"]
)
def test_a_bare_sentence_is_seen(source):
    assert bare_words(source)


@pytest.mark.parametrize(
    "source",
    ["<p>{{ _('Bonjour') }}</p>", '<a title="{{ _("Fermer") }}">×</a>', "<p>{% trans %}Bonjour{% endtrans %}</p>",
     "{# Un commentaire #}<b>12</b>", "<code>git</code>"],
)  # fmt: skip
def test_what_is_translated_is_fine(source):
    assert not bare_words(source)


def test_no_template_has_a_bare_sentence():
    found = {str(path.relative_to(ROOT)): bare_words(path.read_text()) for path in TEMPLATES}
    assert not {path: words for path, words in found.items() if words}
