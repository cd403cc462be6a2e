"""Small real documents with words in them, and hostile ones."""

import zipfile
from io import BytesIO

from werkzeug.datastructures import FileStorage

from tests.meetings.papers import docx, paragraph

OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def pdf(*pages: str) -> bytes:
    """A PDF with one line of words (of plain letters) a page."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, words in enumerate(pages):
        stream = f"BT /F1 12 Tf 50 700 Td ({words}) Tj ET"
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {font} /Contents {5 + 2 * number} 0 R >>"
        objects += [page, f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"]
    return _written(objects)


def _written(objects: list[str]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (len(objects) + 1, table, len(objects) + 1, len(body))


def word(*paragraphs: str) -> bytes:
    return docx(*(paragraph(words) for words in paragraphs)).read()


def odt(*paragraphs: str, before: str = "") -> bytes:
    lines = "".join(f"<text:p>{words}</text:p>" for words in paragraphs)
    content = f"<office:document-content {OFFICE} {TEXT}><office:body><office:text>{lines}</office:text></office:body>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<?xml version="1.0"?>{before}{content}</office:document-content>',
        }
    )


def packed(entries: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return out.getvalue()


def sent(content: bytes, name: str) -> FileStorage:
    return FileStorage(BytesIO(content), filename=name)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9))
LAUGHING = f"<!DOCTYPE x [{LAUGHS}]>"
PEEKING = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'


def swollen() -> bytes:
    """A document whose text unpacks to 200 MB, in 200 KB."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            part.write(b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:t>")
            for _ in range(200):
                part.write(b"a" * (1 << 20))
    return out.getvalue()
