"""The document, read back by a PDF library: tagged, with who was there, what was decided, who does what."""

import sys

from pypdf import PdfReader

from forum.meetings.models import Presence
from tests.makers import make_organiser, make_user
from tests.meetings.minutes import action, decision, held_meeting, information, published, written
from tests.meetings.papers import docx, heading, picture
from tests.pdfs import read_pdf, tags, words


def document(client, meeting) -> PdfReader:
    return read_pdf(client.get(f"{meeting.url}/compte-rendu.pdf"))


def test_the_document_is_tagged_and_carries_attendance_decisions_and_actions(log_in, db):
    meeting = held_meeting(title="Réunion d’automne")
    here = make_user(first_name="Anaïs", last_name="Combettes")
    db.session.add(Presence(meeting_id=meeting.id, user_id=here.id, seen="present"))
    table = "| a | b |\n|---|---|\n| un | deux |"
    published(
        information(table, title="Bilan"), decision("Nous irons."),
        action("Écrire", owner="Anaïs Combettes", due="2031-04-02"),
        meeting=meeting, author=make_organiser(),
    )  # fmt: skip
    reader = document(log_in(here), meeting)
    root, text = reader.trailer["/Root"], words(reader)
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "fr"
    assert reader.metadata and "Réunion d’automne" in reader.metadata.title
    kinds = tags(reader)
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD"} <= kinds
    day = meeting.day.isoformat()
    for said in ("Anaïs Combettes", "Bilan", f"D-{day}-1", "Nous irons.", f"A-{day}-1", "2 avril 2031", "deux"):
        assert said in text


def test_pictures_travel_inside_the_document(log_in, db):
    organiser, meeting = make_organiser(), held_meeting()
    client = log_in(organiser)
    client.post(
        f"{meeting.url}/compte-rendu/import", data={"file": (docx(heading("Plan"), picture(1), pictures=1), "a.docx")}
    )
    assert sum(len(page.images) for page in document(client, meeting).pages) == 1


def test_drafts_are_no_document_for_members(log_in, db):
    meeting = held_meeting()
    written(information("a"), meeting=meeting)
    assert log_in(make_user()).get(f"{meeting.url}/compte-rendu.pdf").status_code == 404


def test_a_server_without_the_libraries_leads_to_the_page_that_prints(log_in, db, monkeypatch):
    meeting = held_meeting()
    published(information("a"), meeting=meeting)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    client = log_in(make_user())
    answer = client.get(f"{meeting.url}/compte-rendu.pdf")
    assert answer.status_code == 303
    assert "Imprimez cette page" in client.get(answer.location).text
