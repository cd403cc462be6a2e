"""PDF documents out of HTML: tagged (PDF/UA-1), reaching nothing outside the HTML they are given.

    try:
        content = pdf.draw(render_template("meetings/minutes_pdf.html", …), render_template("meetings/minutes_pdf.css"))
    except pdf.Unavailable: …                       # say so: the page itself can be printed

The HTML carries its language and its title, and pictures only as ``data:`` (``picture``); its styles come beside it.
WeasyPrint needs Pango on the machine and takes a second to import: only who draws imports it.
"""

import base64
from typing import Any, BinaryIO

MESSAGE = "WeasyPrint cannot be loaded: install the extra « pdf » and the system libraries the README lists."


class Unavailable(RuntimeError):
    """This machine draws no PDF: a library is missing."""


def draw(html: str, css: str = "") -> bytes:
    """The document; Unavailable where WeasyPrint cannot be loaded."""
    document, sheet, fetcher = _tools()
    only_within = fetcher(allowed_protocols=("data",))
    styles = [sheet(string=css, url_fetcher=only_within)]
    return document(string=html, url_fetcher=only_within).write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1")


def picture(file: BinaryIO, content_type: str) -> str:
    """The address under which the HTML of a document carries a picture with itself."""
    return f"data:{content_type};base64,{base64.b64encode(file.read()).decode()}"


def _tools() -> tuple[Any, Any, Any]:
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:  # OSError: Pango is not on the machine
        raise Unavailable(MESSAGE) from error
    return HTML, CSS, URLFetcher
