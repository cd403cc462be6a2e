"""A Word document as blocks: each heading begins one, tables are Markdown tables, pictures are kept and linked.

mammoth gives HTML (its own Markdown loses tables), markup.pasted the Markdown that members write.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

import mammoth
from bs4 import BeautifulSoup, Tag

from forum.markup import MAX_LENGTH
from forum.markup.pasted import markdown_of
from forum.meetings.blocks import Block, new_id
from forum.meetings.word.opening import BROKEN, TOO_BIG, NotADocument, examine

MOST_BLOCKS = 100
MOST_PICTURES = 100
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FEW = 60  # headings of one document that begin blocks; with more only the higher ones do
LONGEST = MAX_LENGTH - 2_000


@dataclass(frozen=True)
class Picture:
    """A picture of the document, as a form would send it."""

    filename: str
    stream: BinaryIO


Keep = Callable[[Picture], str | None]  # the address of the picture once kept, None when it is refused


def read(file: BinaryIO, keep: Keep) -> list[Block]:
    """The document's blocks, not yet cooked; NotADocument when it is none or cannot be read."""
    examine(file)
    soup = BeautifulSoup(_html(file, keep), "html.parser")
    levels = _levels(soup)
    blocks: list[Block] = []
    parts: list[Any] = []
    title = ""
    for element in list(soup.children):
        if isinstance(element, Tag) and element.name in levels:
            blocks += _blocks(title, parts)
            title, parts = _line(element.get_text()), []
        else:
            parts.append(element)
    blocks += _blocks(title, parts)
    if len(blocks) > MOST_BLOCKS:
        raise NotADocument(TOO_BIG)
    return blocks


def _html(file: BinaryIO, keep: Keep) -> str:
    count = 0

    def kept(image: Any) -> dict[str, str]:
        nonlocal count
        count += 1
        if count > MOST_PICTURES:
            return {}
        with image.open() as content:
            extension = image.content_type.rpartition("/")[2].split("+")[0] or "png"
            address = keep(Picture(f"image-{count}.{extension}", BytesIO(content.read())))
        return {"src": address} if address else {}

    try:
        return mammoth.convert_to_html(file, convert_image=mammoth.images.img_element(kept)).value
    except NotADocument:
        raise
    except Exception as error:  # of whatever kind: the document is what is wrong
        raise NotADocument(BROKEN) from error


def _levels(soup: BeautifulSoup) -> set[str]:
    """The headings that begin blocks: all of them, or as many levels as make a few blocks."""
    levels: set[str] = set()
    count = 0
    for level in HEADINGS:
        count += len(soup.find_all(level, recursive=False))
        if count > FEW and levels:
            break
        levels.add(level)
    return levels


def _blocks(title: str, parts: list[Any]) -> list[Block]:
    """One block, or several when the text is longer than one may be."""
    text = markdown_of("".join(str(part) for part in parts))
    if not title and not text:
        return []
    titles = [title, *("" for _ in _pieces(text)[1:])]
    return [Block(id=new_id(), title=own, text=piece) for own, piece in zip(titles, _pieces(text), strict=True)]


def _pieces(text: str) -> list[str]:
    """Cut between paragraphs, and where a single one is too long, anywhere."""
    pieces = [""]
    for paragraph in text.split("\n\n"):
        for part in [paragraph[at : at + LONGEST] for at in range(0, len(paragraph), LONGEST)] or [""]:
            if pieces[-1] and len(pieces[-1]) + len(part) + 2 > LONGEST:
                pieces.append(part)
            else:
                pieces[-1] = f"{pieces[-1]}\n\n{part}" if pieces[-1] else part
    return pieces


def _line(words: str) -> str:
    """One line, as a title is kept."""
    return " ".join(words.split())[:200]
