"""The attendance sheet as a document: tagged, its head on each page, no row cut in two."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from forum.core import pdf
from forum.meetings.models import Presence
from tests.makers import added, make_meeting, make_organiser, make_user


@pytest.fixture
def meeting(app):
    meeting = make_meeting(title="Réunion du COOP")
    for number in range(30):
        person = make_user(first_name="Camille", last_name=f"Arnal{number:02}")
        added(Presence(meeting_id=meeting.id, user_id=person.id, answer="yes"))
    return meeting


def test_the_sheet_is_a_tagged_document_whose_head_comes_again(log_in, meeting):
    response = log_in(make_organiser()).get(f"/reunions/{meeting.id}/emargement.pdf")
    assert response.mimetype == "application/pdf"
    reader = PdfReader(BytesIO(response.data))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 1
    assert all("Réunion du COOP" in text and "Signature" in text for text in pages)
    assert [sum(f"Arnal{number:02}" in text for text in pages) for number in range(30)] == [1] * 30


def test_where_no_document_can_be_drawn_the_page_is_printed(log_in, meeting, monkeypatch):
    def unavailable(*_what: str) -> bytes:
        raise pdf.Unavailable

    monkeypatch.setattr(pdf, "draw", unavailable)
    organiser = log_in(make_organiser())
    page = organiser.get(organiser.get(f"/reunions/{meeting.id}/emargement.pdf").location).text
    assert "Ce serveur ne fait pas de PDF." in page
    assert "Arnal07" in page
