"""Documents are tagged, reach nothing outside, and their absence is said."""

import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from forum.core import pdf

PAGE = '<!doctype html><html lang="fr"><title>Un compte rendu</title><h1>Décisions</h1><p>Une phrase.</p>{}</html>'
DOT = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")


def read(html: str) -> PdfReader:
    return PdfReader(BytesIO(pdf.draw(html)))


def test_a_document_is_tagged_and_has_title_and_language():
    reader = read(PAGE.format(""))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "fr"
    assert reader.metadata and reader.metadata.title == "Un compte rendu"
    assert "Une phrase." in reader.pages[0].extract_text()


def test_only_pictures_that_the_document_carries_are_drawn(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("canari")
    outside = f'<img src="{secret.as_uri()}" alt=""><link rel="attachment" href="{secret.as_uri()}">'
    inside = f'<img src="{pdf.picture(BytesIO(DOT), "image/gif")}" alt="Un point">'
    assert b"canari" not in pdf.draw(PAGE.format(outside))
    assert not read(PAGE.format(outside)).attachments
    assert len(read(PAGE.format(inside)).pages[0].images) == 1


def test_a_machine_without_the_libraries_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(pdf.Unavailable):
        pdf.draw(PAGE.format(""))
