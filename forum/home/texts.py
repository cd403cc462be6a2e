"""The texts of the site's own pages: as an administrator left them, else as the files in ``pages/`` have them."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import abort
from markupsafe import Markup

from forum.core.db import db
from forum.core.i18n import LOCALES
from forum.home.models import Page
from forum.markup import cook

FILES = Path(__file__).with_name("pages")
_HEADING = re.compile(r"<(/?)h([3-6])>")
SLUGS = ("aide", "charte", "accessibilite", "mentions-legales")


@dataclass(frozen=True)
class Text:
    """A page in one language."""

    title: str
    body: str
    html: Markup


def text_of(slug: str, locale: str) -> Text:
    """The page as it reads now; 404 when there is none of this name."""
    if slug not in SLUGS or locale not in LOCALES:
        abort(404)
    edited = db.session.get(Page, (slug, locale))
    return Text(edited.title, edited.body, Markup(edited.html)) if edited else original(slug, locale)  # noqa: S704  cooked


@lru_cache
def original(slug: str, locale: str) -> Text:
    """The text we deliver: TOML between ``+++`` lines, then Markdown."""
    _nothing, head, body = (FILES / locale / f"{slug}.md").read_text(encoding="utf-8").split("+++\n", 2)
    return Text(tomllib.loads(head)["title"], body.strip(), as_page(body))


def as_page(body: str) -> Markup:
    """The cooked text. Here it follows the page's title, so that its headings start at h2 instead of h3."""
    html = _HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) - 1}>", cook(body).html)
    return Markup(html)  # noqa: S704  the cook answers for it
