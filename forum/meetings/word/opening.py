"""Is it a Word document, and is it safe to read? Looked at before anything parses it.

A .docx is a ZIP of XML: both can be small and unpack to more than a server holds. What an entry claims to hold bounds
what zipfile hands out, so the claims are added up first; the XML is walked once, building nothing, entities refused.
"""

import zipfile
from typing import Any, BinaryIO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.sax import parse

from forum.core.i18n import lazy

MB = 1024 * 1024
MOST_BYTES = 25 * MB  # of the file
MOST_UNPACKED = 120 * MB
MOST_XML = 12 * MB  # ten pages take a quarter of one
MOST_ENTRIES = 2_000
DEEPEST = 150  # elements within elements: a table in a table in a text box takes some forty
MAIN = "word/document.xml"
PARSED = (".xml", ".rels")


class NotADocument(ValueError):
    """The file cannot be read as a Word document; ``message`` says why and what to do."""

    def __init__(self, message: Any):
        super().__init__()
        self.message = message


WRONG_KIND = lazy("Ce fichier n’est pas un document Word (.docx). Enregistrez-le dans ce format, puis réessayez.")
BROKEN = lazy("Ce document est abîmé : il ne s’ouvre pas. Enregistrez-le à nouveau, puis réessayez.")
TOO_BIG = lazy("Ce document est trop gros. Réduisez ses images, ou coupez-le en deux, puis réessayez.")


def examine(file: BinaryIO) -> None:
    """Let the file pass, left at its beginning, or NotADocument."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size > MOST_BYTES:
        raise NotADocument(TOO_BIG)
    try:
        with zipfile.ZipFile(file) as archive:
            _examine(archive)
    except zipfile.BadZipFile as error:
        raise NotADocument(WRONG_KIND) from error
    except (SAXException, DefusedXmlException, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise error if isinstance(error, NotADocument) else NotADocument(BROKEN) from error
    finally:
        file.seek(0)


def _examine(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if MAIN not in {entry.filename for entry in entries}:
        raise NotADocument(WRONG_KIND)
    xml = [entry for entry in entries if entry.filename.lower().endswith(PARSED)]
    if (
        len(entries) > MOST_ENTRIES
        or sum(entry.file_size for entry in entries) > MOST_UNPACKED
        or sum(entry.file_size for entry in xml) > MOST_XML
    ):
        raise NotADocument(TOO_BIG)
    for entry in xml:
        with archive.open(entry) as content:
            parse(content, _Depth(), forbid_dtd=True)


class _Depth(ContentHandler):
    """Counts how deep elements stand in one another."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802  (named after the library's)
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotADocument(BROKEN)

    def endElement(self, name: str) -> None:  # noqa: N802
        self.depth -= 1
