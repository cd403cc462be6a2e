"""PDF documents, read back by a library."""

from io import BytesIO

from pypdf import PdfReader


def read_pdf(answer) -> PdfReader:
    """The document that ``answer`` carries."""
    assert answer.mimetype == "application/pdf"
    return PdfReader(BytesIO(answer.data))


def words(reader: PdfReader) -> str:
    """What it says, on one line."""
    return " ".join("\n".join(page.extract_text() for page in reader.pages).split())


def tags(reader: PdfReader) -> set[str]:
    """The kinds of its structure elements."""
    found, left = set(), [reader.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        one = left.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            left += one
        elif isinstance(one, dict):
            found.add(one.get("/S", ""))
            left.append(one.get("/K", []))
    return found
