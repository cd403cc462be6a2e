"""Documents on the table: whoever reads the meeting opens them, nobody else."""

from io import BytesIO
from zipfile import ZipFile

from sqlalchemy import select

from forum.core.db import db
from forum.meetings.models import AgendaItem, MeetingDocument
from tests.makers import added, make_category, make_meeting, make_organiser, make_series, make_user


def lay(client, meeting, name="convention.pdf", content=b"%PDF-1.4 Convention", **form):
    file = (BytesIO(content), name)
    data = {"file": file, "title": "Convention cadre", "note": "À lire avant", "item_id": 0} | form
    return client.post(f"{meeting.url}/documents/nouveau", data=data, content_type="multipart/form-data")


def test_members_open_what_the_support_team_laid_on_the_table(log_in, client):
    meeting, staff = make_meeting(), log_in(make_organiser())
    assert lay(staff, meeting).status_code == 303
    upload = db.session.scalars(select(MeetingDocument)).one().upload
    member = log_in(make_user())
    page = member.get(meeting.url).text
    assert "Convention cadre" in page and "À lire avant" in page and "PDF, 1" in page
    assert member.get(upload.url).data == b"%PDF-1.4 Convention"
    assert client.get(upload.url).status_code == 404
    assert "Convention cadre" not in client.get(meeting.url).text


def test_a_document_belongs_to_an_item_of_the_agenda(log_in):
    meeting, staff = make_meeting(), log_in(make_organiser())
    item = added(AgendaItem(meeting_id=meeting.id, title="Conventions", state="accepted", position=1))
    lay(staff, meeting, item_id=item.id)
    assert db.session.scalars(select(MeetingDocument.item_id)).one() == item.id


def test_an_item_of_another_meeting_is_none(log_in):
    other = added(AgendaItem(meeting_id=make_meeting().id, title="Ailleurs", state="accepted", position=1))
    assert lay(log_in(make_organiser()), make_meeting(), item_id=other.id).status_code == 422


def test_what_is_taken_off_is_closed_again(log_in):
    meeting, staff = make_meeting(), log_in(make_organiser())
    lay(staff, meeting)
    document = db.session.scalars(select(MeetingDocument)).one()
    url = document.upload.url
    staff.post(f"/reunions/documents/{document.id}/retrait")
    assert log_in(make_user()).get(url).status_code == 404


def test_a_closed_room_s_documents_stay_inside(log_in):
    hidden = make_meeting(series=make_series(category=make_category(open_to="organisateurs")))
    lay(log_in(make_organiser()), hidden)
    upload = db.session.scalars(select(MeetingDocument)).one().upload
    assert log_in(make_user()).get(upload.url).status_code == 404


def test_a_refused_file_and_none_are_said_at_their_field(log_in):
    meeting, staff = make_meeting(), log_in(make_organiser())
    for name, content in (("", b""), ("virus.exe", b"MZ\x90\x00")):
        answer = lay(staff, meeting, name=name, content=content)
        assert answer.status_code == 422
        assert 'id="file-error"' in answer.text
        assert "Convention cadre" in answer.text


def test_members_lay_nothing(log_in):
    assert lay(log_in(make_user()), make_meeting()).status_code == 403


def entries(answer) -> dict[str, bytes]:
    archive = ZipFile(BytesIO(answer.data))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def test_all_of_them_come_in_one_file_with_names_that_are_safe_and_never_alike(log_in):
    meeting, staff = make_meeting(), log_in(make_organiser())
    item = added(AgendaItem(meeting_id=meeting.id, title="Livret / accueil : « qui ? »", state="accepted", position=1))
    lay(staff, meeting, content=b"%PDF-1.4 un")
    assert "Tout télécharger" not in staff.get(meeting.url).text
    lay(staff, meeting, content=b"%PDF-1.4 deux", title="convention CADRE")
    lay(staff, meeting, content=b"%PDF-1.4 trois", title="../../etc/passwd", item_id=item.id)
    lay(staff, meeting, content=b"%PDF-1.4 " + b"x" * 300_000, title="", name="été.pdf", item_id=item.id)
    member = log_in(make_user())
    assert "Tout télécharger" in member.get(meeting.url).text
    answer = member.get(f"{meeting.url}/documents.zip")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    found = entries(answer)
    assert list(found.values())[:3] == [b"%PDF-1.4 un", b"%PDF-1.4 deux", b"%PDF-1.4 trois"]
    assert list(found) == [
        "Convention-cadre.pdf",
        "convention-CADRE-2.pdf",
        "Livret-accueil-«-qui-»/etc-passwd.pdf",
        "Livret-accueil-«-qui-»/été.pdf",
    ]
    assert len(list(found.values())[3]) == 300_009


def test_who_may_not_read_the_meeting_gets_none_of_them(log_in, client):
    hidden = make_meeting(series=make_series(category=make_category(open_to="organisateurs"), is_public=False))
    lay(log_in(make_organiser()), hidden)
    assert log_in(make_user()).get(f"{hidden.url}/documents.zip").status_code == 404
    shown, staff = make_meeting(), log_in(make_organiser())
    assert staff.get(f"{shown.url}/documents.zip").status_code == 404  # none on the table
    lay(staff, shown)
    assert client.get(f"{shown.url}/documents.zip").status_code in (302, 303)
