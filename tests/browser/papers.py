"""Small real files to attach."""

import io

from PIL import Image
from playwright.sync_api import FilePayload


def pdf(name: str = "livret-accueil.pdf") -> FilePayload:
    """A PDF of one empty page, as Playwright's file choosers take it."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 4\n0000000000 65535 f \n%strailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return {"name": name, "mimeType": "application/pdf", "buffer": body + end % (table, len(body))}


def photo(name: str = "salle.jpg") -> FilePayload:
    """A photo of a blue wall."""
    out = io.BytesIO()
    Image.new("RGB", (320, 200), "#3b6ea5").save(out, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}
