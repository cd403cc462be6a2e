"""Quotes of a member: [quote="Prénom Nom, message:123"] … [/quote].

The name shown comes from the house, never from the text: nobody can put words under someone else's name by typing it.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from forum.markup.resolver import Memory

QUOTE = re.compile(r" *\[quote(?:=(?P<source>[^\]\n]{0,200}))?\]", re.IGNORECASE)
CLOSING = re.compile(r"\[/quote\]", re.IGNORECASE)
POST = re.compile(r"\bmessage:(\d{1,10})\b")
MAX_ID = 2**31 - 1


def cut_quote(lines: list[str], at: int, opening: re.Match[str]) -> tuple[list[str], int]:
    """The lines inside the quote, and the line after it; a quote never closed ends with the text.

    What follows [/quote] on its line stays in `lines` as the next line.
    """
    inner: list[str] = []
    depth = 1
    line = lines[at][opening.end() :]
    while True:
        if inner and QUOTE.match(line):
            depth += 1
        for closing in CLOSING.finditer(line):
            depth -= 1
            if depth == 0:
                inner.append(line[: closing.start()])
                lines[at] = line[closing.end() :]
                return inner, at if lines[at].strip() else at + 1
        inner.append(line)
        at += 1
        if at == len(lines):
            return inner, at
        line = lines[at]


def name_quote(quote: Element, source: str | None, names: Memory) -> bool:
    """Say whose words these are, when the house knows; False when they may not be shown."""
    post_id = post_in(source)
    known = names.quote(post_id) if post_id else None
    if known is None:
        return True
    if known.hidden:
        return False
    quote.set("class", "quote")
    quote.set("data-post", str(post_id))  # for the harvest, gone after it
    link = SubElement(SubElement(quote, "cite"), "a", href=known.url)
    link.text = AtomicString(known.author)
    return True


def post_in(source: str | None) -> int | None:
    found = POST.search(source or "")
    return int(found[1]) if found and int(found[1]) <= MAX_ID else None
