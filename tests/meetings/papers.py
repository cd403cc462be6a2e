"""Word documents, written entry by entry: ten pages of minutes, and files that only pretend."""

import zipfile
from io import BytesIO

from PIL import Image

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
DRAWN = f'xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:a="{DRAWING}/main" xmlns:pic="{DRAWING}/picture"'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMED = '<w:style w:type="paragraph" w:styleId="Heading{0}"><w:name w:val="heading {0}"/></w:style>'
STYLES = f"<w:styles {W}>{NAMED.format(1)}{NAMED.format(2)}</w:styles>"


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def heading(text: str, level: int = 1) -> str:
    return paragraph(text, f"Heading{level}")


def table(*rows: tuple[str, ...]) -> str:
    cells = lambda row: "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row)  # noqa: E731
    return f"<w:tbl>{''.join(f'<w:tr>{cells(row)}</w:tr>' for row in rows)}</w:tbl>"


def picture(number: int, words: str = "Un plan") -> str:
    blip = f'<pic:pic><pic:blipFill><a:blip r:embed="rId{number}"/></pic:blipFill></pic:pic>'
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="Image {number}" descr="{words}"/>'
        f"<a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def docx(*body: str, pictures: int = 0, extra: dict[str, bytes] | None = None) -> BytesIO:
    """A document of these paragraphs, tables and pictures; the pictures are rId1, rId2…"""
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/image" Target="media/image{n}.png"/>' for n in range(1, pictures + 1)
    )
    styles = f'<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/>'
    entries = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": RELATIONS.format(styles + related),
        "word/styles.xml": STYLES,
        "word/document.xml": f"<w:document {W} {R} {DRAWN}><w:body>{''.join(body)}</w:body></w:document>",
    }
    entries |= {f"word/media/image{n}.png": png(n) for n in range(1, pictures + 1)}
    return packed(entries | (extra or {}))


def packed(entries: dict) -> BytesIO:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    file.seek(0)
    return file


def png(shade: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), (shade * 20 % 256, 90, 120)).save(file, "PNG")
    return file.getvalue()


def ten_pages() -> BytesIO:
    """Some thirty thousand characters under twelve headings, with three tables and four pictures."""
    lines = "Les participants échangent sur leurs pratiques et conviennent de poursuivre en atelier. " * 8
    body: list[str] = [paragraph("Relevé de la journée")]
    for number in range(1, 13):
        body += [heading(f"Point {number}"), *(paragraph(f"{number}.{part} {lines}") for part in range(1, 4))]
        if number in (2, 5, 9):
            body.append(table(("Département", "Conventions"), ("Aude", f"{number} | en cours"), ("Gard", "aucune")))
        if number in (3, 4, 7, 11):
            body.append(picture((3, 4, 7, 11).index(number) + 1, f"Schéma {number}"))
    return docx(*body, pictures=4)
