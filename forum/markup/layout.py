"""Lines into blocks: lists, quotes, code, headings, tables, paragraphs, as someone writing a mail expects them.

Python-Markdown keeps paragraphs, tables and all that happens inside a line. Its own reading of lists and quotes is
replaced, because it wants a blank line before a list and four spaces below an item, makes a title of «#mot-clé» or of a
line over dashes, and recurses once per marker («1. 1. 1. …» raises RecursionError). This reader is linear in the text
and never deeper than MAX_DEPTH; what lies deeper stays plain text.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.util import AtomicString

from forum.markup.guard import TooComplex
from forum.markup.quotes import QUOTE, cut_quote, name_quote

MAX_DEPTH = 8
HIDDEN = "Citation d’un message qui n’est pas ouvert ici."
MAX_CELLS = 6_000  # columns × rows: a wide header over short rows makes many cells of few characters

FENCE = re.compile(r" *(?P<mark>`{3,}|~{3,})[^`]*$")
HEADING = re.compile(r" {0,3}(?P<marks>#{1,6}) +(?P<text>.*)$")
RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,}$")
CITED = re.compile(r" *> ?")
ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*+•◦▪‣–]|(?P<number>\d{1,9})[.)]) +(?=\S)")
ENDS_ITEM = (FENCE, RULE, HEADING, CITED, QUOTE, ITEM)
TABLE_HEAD = re.compile(r"[^|]*\|")
TABLE_RULE = re.compile(r"[ |:-]+$")


class Layout(BlockParser):
    """Reads a document into the tree; parseBlocks (the library's) gets only paragraphs and tables."""

    md: Any  # Writing, of markdown.py

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802
        self.read(parent, text.split("\n"), 0)

    def read(self, parent: Element, lines: list[str], depth: int) -> None:
        """Add the blocks of `lines` to the parent."""
        text: list[str] = []
        at = 0
        while at < len(lines):
            after = self.read_block(parent, lines, at, text, depth)
            if after == at:
                if lines[at].strip():
                    text.append(lines[at].strip())
                else:
                    self.end_paragraph(parent, text)
                after += 1
            at = after
        self.end_paragraph(parent, text)

    def read_block(self, parent: Element, lines: list[str], at: int, text: list[str], depth: int) -> int:
        """Read the block that opens at this line and return the line after it, or `at` when none opens."""
        line = lines[at]
        for block in BLOCKS:
            if (match := block.opening.match(line)) and block.opens(Place(lines, at, match, bool(text), depth)):
                self.end_paragraph(parent, text)
                return block.read(self, parent, lines, at, match, depth)
        return at

    def end_paragraph(self, parent: Element, text: list[str]) -> None:
        if text:
            self.parseBlocks(parent, ["\n".join(text)])
            text.clear()

    def read_fence(self, parent: Element, lines: list[str], at: int, match: re.Match[str], depth: int) -> int:
        mark, indent = match["mark"], match.start("mark")
        code: list[str] = []
        at += 1
        while at < len(lines) and not closes(lines[at], mark):
            code.append(lines[at][min(indent, indent_of(lines[at])) :])
            at += 1
        inner = SubElement(SubElement(parent, "pre"), "code")
        inner.text = AtomicString("\n".join(code) + "\n")
        return at + 1

    def read_heading(self, parent: Element, lines: list[str], at: int, match: re.Match[str], depth: int) -> int:
        """The page's title is h1 and a post's author h2: headings of a post start at h3."""
        heading = SubElement(parent, f"h{min(len(match['marks']) + 2, 6)}")
        heading.text = match["text"].rstrip("#").strip() or match["text"]
        return at + 1

    def read_rule(self, parent: Element, lines: list[str], at: int, match: re.Match[str], depth: int) -> int:
        SubElement(parent, "hr")
        return at + 1

    def read_cited(self, parent: Element, lines: list[str], at: int, match: re.Match[str], depth: int) -> int:
        """Lines after «>». The next line without it is the writer's own answer, unlike in CommonMark."""
        inner: list[str] = []
        while at < len(lines) and (mark := CITED.match(lines[at])):
            inner.append(lines[at][mark.end() :])
            at += 1
        self.read_inside(SubElement(parent, "blockquote"), inner, depth)
        return at

    def read_quote(self, parent: Element, lines: list[str], at: int, match: re.Match[str], depth: int) -> int:
        inner, at = cut_quote(lines, at, match)
        quote = SubElement(parent, "blockquote")
        if not name_quote(quote, match["source"], self.md.names):
            inner = [HIDDEN]
        self.read_inside(quote, inner, depth)
        return at

    def read_inside(self, parent: Element, lines: list[str], depth: int, tight: bool = False) -> None:
        self.state.set("list" if tight else "block")  # ParagraphProcessor puts no <p> in a tight list
        self.read(parent, lines, depth + 1)
        self.state.reset()

    def read_table(self, parent: Element, lines: list[str], at: int, match: re.Match[str], depth: int) -> int:
        rows: list[str] = []
        while at < len(lines) and "|" in lines[at]:
            rows.append(lines[at].strip())
            at += 1
        if len(rows) * rows[1].count("|") > MAX_CELLS:
            raise TooComplex
        self.state.set("block")
        self.parseBlocks(parent, ["\n".join(rows)])
        self.state.reset()
        return at

    def read_list(self, parent: Element, lines: list[str], at: int, match: re.Match[str], depth: int) -> int:
        """A blank line between two items, or inside one, makes them all paragraphs."""
        number = match["number"]
        items: list[list[str]] = []
        loose = False
        sibling: re.Match[str] | None = match
        while sibling:
            item, after = cut_item(lines, at, sibling)
            items.append(item)
            following = skip_blank(lines, after)
            sibling = next_item(match, lines, following)
            loose = loose or has_paragraphs(item) or (sibling is not None and following > after)
            at = following if sibling else after
        parent = SubElement(parent, "ol" if number else "ul")
        if number and int(number) != 1:
            parent.set("start", str(int(number)))
        for item in items:
            self.read_inside(SubElement(parent, "li"), item, depth, tight=not loose)
        return at


class Place(NamedTuple):
    """Where a line looks like the opening of a block: `in_text` when a paragraph stands right above."""

    lines: list[str]
    at: int
    match: re.Match[str]
    in_text: bool
    depth: int


def anywhere(place: Place) -> bool:
    return True


def not_too_deep(place: Place) -> bool:
    return place.depth < MAX_DEPTH


def starts_list(place: Place) -> bool:
    """«en\n1901. La loi» is no list: below text a numbered list starts at 1."""
    number = place.match["number"]
    return place.depth < MAX_DEPTH and not (place.in_text and number and int(number) != 1)


def starts_table(place: Place) -> bool:
    """Is there a line like |---|---| below?"""
    below = place.lines[place.at + 1] if place.at + 1 < len(place.lines) else ""
    return "|" in below and "-" in below and bool(TABLE_RULE.match(below))


class Block(NamedTuple):
    opening: re.Pattern[str]
    opens: Callable[[Place], bool]
    read: Callable[[Layout, Element, list[str], int, re.Match[str], int], int]


BLOCKS = (
    Block(FENCE, anywhere, Layout.read_fence),
    Block(RULE, anywhere, Layout.read_rule),
    Block(HEADING, anywhere, Layout.read_heading),
    Block(CITED, not_too_deep, Layout.read_cited),
    Block(QUOTE, not_too_deep, Layout.read_quote),
    Block(ITEM, starts_list, Layout.read_list),
    Block(TABLE_HEAD, starts_table, Layout.read_table),
)


def closes(line: str, mark: str) -> bool:
    line = line.strip()
    return len(line) >= len(mark) and line == mark[0] * len(line)


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def skip_blank(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def next_item(first: re.Match[str], lines: list[str], at: int) -> re.Match[str] | None:
    """The item at this line, when it is of the same kind of list and not indented below the first."""
    if at == len(lines) or RULE.match(lines[at]):
        return None
    item = ITEM.match(lines[at])
    if item and bool(first["number"]) == bool(item["number"]) and len(item["indent"]) <= len(first["indent"]) + 1:
        return item
    return None


def cut_item(lines: list[str], at: int, match: re.Match[str]) -> tuple[list[str], int]:
    """The lines of one item without its marker and indentation, and the line after it."""
    indent, content = len(match["indent"]), match.end()
    item = [lines[at][content:]]
    at += 1
    while at < len(lines):
        following = skip_blank(lines, at)
        if following == len(lines):
            break
        line, blank = lines[following], following > at
        deeper = indent_of(line) >= indent + 2
        if not deeper and (blank or any(opening.match(line) for opening in ENDS_ITEM)):
            break
        item += [""] * (following - at)
        item.append(line[min(indent_of(line), content) :])
        at = following + 1
    return item, at


def has_paragraphs(item: list[str]) -> bool:
    """Is there, after a blank line, more of the item itself rather than of a list inside it?"""
    return any(not line and indent_of(after) == 0 and not ITEM.match(after) for line, after in pairwise(item))
