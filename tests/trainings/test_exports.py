"""Registrants as files: every row and accent there, and nothing that a spreadsheet would run."""

import csv
import io
import zipfile

from defusedxml.ElementTree import fromstring

from forum.audit.models import AuditEntry
from tests.makers import make_organiser, make_registration, make_session, make_user

ATTACK = '=HYPERLINK("http://mal.example";"ici")'


def post(client, session, kind):
    return client.post(f"/formations/sessions/{session.id}/inscrits.{kind}")


def test_csv_has_a_mark_semicolons_and_inert_formulas(log_in, db):
    session = make_session()
    make_registration(session, first_name="Anaïs", last_name="Combettes", needs=ATTACK)
    make_registration(session, last_name="-Zed", function="+33", establishment_name="@maison")
    answer = post(log_in(make_organiser()), session, "csv")
    assert answer.data.startswith(b"\xef\xbb\xbf") and b"\r\n" in answer.data
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 3 and {len(row) for row in rows} == {len(rows[0])}
    cells = [cell for row in rows for cell in row]
    assert "Anaïs" in cells and f"'{ATTACK}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_xlsx_holds_strings_and_no_formula(log_in, db):
    session = make_session()
    make_registration(session, last_name="Combettes", needs=ATTACK)
    book = zipfile.ZipFile(io.BytesIO(post(log_in(make_organiser()), session, "xlsx").data))
    sheet = fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not [node for node in sheet.iter() if node.tag.endswith("}f")]
    texts = [node.text for node in fromstring(book.read("xl/sharedStrings.xml")).iter() if node.tag.endswith("}t")]
    assert ATTACK in texts and "Combettes" in texts


def test_taking_the_file_is_logged_and_for_the_support_team(log_in, db):
    session, by = make_session(), make_organiser()
    make_registration(session)
    assert post(log_in(make_user()), session, "csv").status_code == 403
    assert not AuditEntry.query.filter_by(verb="RegistrantsExported").count()
    post(log_in(by), session, "csv")
    entry = AuditEntry.query.filter_by(verb="RegistrantsExported").one()
    assert entry.after == {"format": "csv", "rows": 1}
