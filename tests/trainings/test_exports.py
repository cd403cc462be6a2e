"""Registrants as files: every row and accent there, and nothing that a spreadsheet would run."""

import csv
import io
import zipfile

from defusedxml.ElementTree import fromstring

from forum.audit.models import AuditEntry
from forum.core.db import db as db_
from forum.trainings.actions import questionnaires
from forum.trainings.models import QuestionnaireInvitation
from forum.trainings.queries.satisfaction import satisfaction
from tests.makers import make_organiser, make_registration, make_session, make_training, make_user

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
    widths = [float(node.attrib["width"]) for node in sheet.iter() if node.tag.endswith("}col")]
    assert widths[7] > 16  # « 03/09/2026 12:46 », not « ### »
    page = next(node for node in sheet.iter() if node.tag.endswith("}pageSetup"))  # all columns on one sheet of paper
    assert page.attrib["orientation"] == "landscape" and page.attrib["fitToHeight"] == "0"


def answered(training, session, count, text="Très utile."):
    """The hot questionnaire, answered by so many: 4 out of 5, and a text."""
    one = questionnaires.start(training, "hot", make_organiser())
    for _ in range(count):
        person = make_registration(session)
        db_.session.add(QuestionnaireInvitation(questionnaire_id=one.id, registration_id=person.id))
        db_.session.flush()
        texts = {question.id: (text,) for question in one.questions if question.kind == "text"}
        questionnaires.answer(one, person, {one.questions[0].id: ("4",)} | texts)
    return one


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_statistics_leave_as_a_file_and_the_log_says_so(log_in, db):
    training = make_training()
    session = make_session(training, capacity=10)
    answered(training, session, 5)
    desk, where = log_in(make_organiser()), f"/formations/{training.slug}/statistiques"
    head, *rows = rows_of(desk.post(f"{where}.csv"))
    assert {len(row) for row in rows} == {len(head)}
    assert [row[2:5] + row[-1:] for row in rows if row[0] == "Session"] == [["10", "50", "5", "4,0"]] * 2
    assert desk.post(f"{where}.xlsx").data.startswith(b"PK")
    found = AuditEntry.query.filter_by(verb="FiguresExported").order_by(AuditEntry.id).all()
    assert [(one.after["what"], one.after["format"]) for one in found] == [
        ("statistiques", "csv"),
        ("statistiques", "xlsx"),
    ]
    assert log_in(make_user()).post(f"{where}.csv").status_code == 403


def test_answers_leave_as_an_inert_file_from_five_on(log_in, db):
    training = make_training()
    session = make_session(training)
    answered(training, session, 4, ATTACK)
    desk, where = log_in(make_organiser()), f"/formations/{training.slug}/questionnaires/a-chaud/resultats"
    assert desk.post(f"{where}.csv").status_code == 303  # too few: nothing leaves
    assert not AuditEntry.query.filter_by(verb="FiguresExported").count()
    answered(training, session, 1, ATTACK)
    rows = rows_of(desk.post(f"{where}.csv", data={"session": session.id}))
    assert ["4", "5", "100"] in [row[1:] for row in rows] and f"'{ATTACK}" in [row[1] for row in rows]
    assert desk.post(f"{where}.csv", data={"session": make_session().id}).status_code == 404
    assert AuditEntry.query.filter_by(verb="FiguresExported").one().after["what"] == "reponses-a-chaud"


def test_satisfaction_of_fewer_than_five_is_not_shown_not_even_by_subtraction(db):
    training = make_training()
    small, big = make_session(training), make_session(training)
    answered(training, small, 2)
    assert satisfaction(training) == {}
    answered(training, big, 5)
    assert satisfaction(training) == {big.id: 4, None: 4}


def test_taking_the_file_is_logged_and_for_the_support_team(log_in, db):
    session, by = make_session(), make_organiser()
    make_registration(session)
    assert post(log_in(make_user()), session, "csv").status_code == 403
    assert not AuditEntry.query.filter_by(verb="RegistrantsExported").count()
    post(log_in(by), session, "csv")
    entry = AuditEntry.query.filter_by(verb="RegistrantsExported").one()
    assert entry.after == {"format": "csv", "rows": 1}
