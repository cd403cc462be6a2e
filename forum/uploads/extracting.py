"""The text of a PDF, DOCX or ODT, read in a process apart that may fail: run as a program, it imports nothing of ours.

    python extracting.py pdf < file > text

It gives itself little memory and little time, and stops at what a search needs. Whatever was
written before it stops is good. Ends with 0 when all was read, and with anything else on a broken or hostile file.
"""

import io
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

MEMORY = 700 * 1024 * 1024  # bytes
SECONDS = 15  # of the processor
LONGEST = 200_000  # characters of one file
MOST_PAGES = 400
MOST_XML = 60 * 1024 * 1024  # bytes of one part, unpacked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
SPACES = (f"{W}tab", f"{W}br", f"{ODF}tab", f"{ODF}line-break", f"{ODF}s")
ENDS = (f"{W}p", f"{ODF}p", f"{ODF}h")
PARTS = {
    "docx": ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"),
    "odt": ("content.xml",),
}


def main(kind: str) -> None:
    confine()
    file = io.BytesIO(sys.stdin.buffer.read())
    left = LONGEST
    for piece in pdf(file) if kind == "pdf" else packed(file, PARTS[kind]):
        text = clean(piece)[:left]
        left -= len(text)
        sys.stdout.buffer.write(text.encode() + b"\n")
        sys.stdout.buffer.flush()
        if left <= 0:
            return


def confine() -> None:
    """Little memory and time, and no file written."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def pdf(file: BinaryIO) -> Iterator[str]:
    """The text of each page."""
    from pypdf import PdfReader

    reader = PdfReader(file)
    if reader.is_encrypted:
        reader.decrypt("")
    for number in range(min(len(reader.pages), MOST_PAGES)):
        yield reader.pages[number].extract_text()


def packed(file: BinaryIO, parts: tuple[str, ...]) -> Iterator[str]:
    """The text of each paragraph of these parts of a ZIP."""
    with zipfile.ZipFile(file) as archive:
        for name in parts:
            if name in archive.namelist():
                with archive.open(name) as part:
                    yield from paragraphs(Bounded(part))


def paragraphs(part: Any) -> Iterator[str]:
    """The paragraphs of Word's and of OpenDocument's XML; a document with a DTD is refused."""
    from defusedxml.ElementTree import iterparse

    words: list[str] = []
    for _event, element in iterparse(part, forbid_dtd=True):
        if element.tag in SPACES:
            element.text = " "
        if element.tag in (f"{W}t", f"{W}tab", f"{W}br"):
            words.append(element.text or "")
        elif element.tag in (f"{ODF}p", f"{ODF}h"):
            words.append("".join(element.itertext()))
        elif element.tag == f"{W}r":
            element.clear()
        if element.tag in ENDS:
            yield "".join(words)
            words.clear()
            element.clear()


class Bounded:
    """A part of a ZIP that ends in an error where it unpacks to too much, whatever it claims."""

    def __init__(self, part: Any):
        self.part, self.left = part, MOST_XML

    def read(self, size: int = -1) -> bytes:
        data = self.part.read(min(size, 1 << 16) if size >= 0 else 1 << 16)
        self.left -= len(data)
        if self.left < 0:
            raise ValueError("unpacks to too much")
        return data


def clean(text: str) -> str:
    """Without what a database refuses: NUL, lone halves of characters."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


if __name__ == "__main__":
    main(sys.argv[1])
