"""The documents that members attach, drawn as real PDF files."""

import textwrap
from html import escape

from forum.demo.reading import Paper

STYLE = """
@page { size: A4; margin: 24mm 22mm }
body { font: 11.5pt/1.5 "DejaVu Sans", sans-serif; color: #182430 }
h1 { font-size: 18pt; line-height: 1.25; border-bottom: 1.5pt solid #294e76; padding-bottom: 4mm }
section + section { break-before: page }
"""


def draw(paper: Paper) -> bytes:
    """The PDF; WeasyPrint draws it where Pango is installed, else we write a plainer one ourselves."""
    try:
        from weasyprint import HTML  # takes seconds to import: only who needs it
    except (ImportError, OSError):
        return plain_pdf([f"{paper.title}\n\n{paper.pages[0]}", *paper.pages[1:]])
    pages = "".join(f"<section>{_paragraphs(page)}</section>" for page in paper.pages)
    title = escape(paper.title)
    html = f'<html lang="fr"><title>{title}</title><style>{STYLE}</style><h1>{title}</h1>{pages}</html>'
    return HTML(string=html).write_pdf()  # type: ignore[return-value]  without a target it returns bytes


def _paragraphs(page: str) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in page.strip().split("\n\n"))


def plain_pdf(pages: list[str]) -> bytes:
    """A PDF of lines of text, one page for each text, written by hand (PDF 1.4, Helvetica in Windows-1252)."""
    numbers = range(4, 4 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in zip(numbers, pages, strict=True):
        objects += [_page(number + 1), _stream(text)]
    return _file(objects)


def _page(content: int) -> bytes:
    facts = f"/MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents {content} 0 R"
    return f"<< /Type /Page /Parent 2 0 R {facts} >>".encode()


def _stream(text: str) -> bytes:
    lines = [line for part in text.strip().splitlines() for line in textwrap.wrap(part, 84) or [""]]
    shown = b"\n".join(b"(" + _string(line) + b") '" for line in lines)
    drawn = b"BT /F 11 Tf 16 TL 62 780 Td\n" + shown + b"\nET"
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)


def _string(line: str) -> bytes:
    return line.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: list[bytes]) -> bytes:
    """The objects, numbered from 1, and the table that says at which byte each begins."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    count = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer
