"""Minutes written in Word come in by one step; what is no Word document, or means harm, is refused in words."""

import time
import zipfile
from io import BytesIO

import pytest

from forum.meetings import word
from forum.meetings.blocks import load
from forum.meetings.models import Minutes, MinutesUpload
from forum.meetings.queries.minutes import latest
from forum.uploads.models import Upload
from tests.makers import make_organiser, make_user
from tests.meetings.minutes import held_meeting, information, published, written
from tests.meetings.papers import OFFICE, RELATIONS, docx, heading, packed, paragraph, picture, ten_pages


@pytest.fixture
def organiser(db):
    return make_organiser()


def send(client, meeting, file: BytesIO, name: str = "compte-rendu.docx", **more: str):
    return client.post(f"{meeting.url}/compte-rendu/import", data={"file": (file, name), "place": "instead", **more})


def blocks(db) -> list:
    return load(latest(db.session.scalars(db.select(Minutes)).one()).blocks)


def read(file: BytesIO) -> list:
    return word.read(file, lambda picture: f"/fichiers/jeton/{picture.filename}")


def test_ten_pages_with_tables_and_pictures_come_in_by_one_step(log_in, db, organiser):
    meeting = held_meeting()
    started = time.process_time()
    answer = send(log_in(organiser), meeting, ten_pages())
    assert answer.status_code == 303 and time.process_time() - started < 10
    found = blocks(db)
    assert [block.title for block in found] == ["", *(f"Point {number}" for number in range(1, 13))]
    assert "| Département | Conventions |" in found[2].text and "| Aude | 2 \\| en cours |" in found[2].text
    assert "<table>" in found[2].html and "2 | en cours" in found[2].html
    assert len(db.session.scalars(db.select(Upload)).all()) == 4
    page = log_in(organiser).get(answer.location).text
    assert page.count("<table>") == 3 and page.count('<img src="/fichiers/') == 4 and 'alt="Schéma 3"' in page


def test_pictures_open_for_whoever_reads_the_minutes(log_in, db, organiser):
    meeting = held_meeting()
    client, member = log_in(organiser), log_in(make_user())
    send(client, meeting, docx(heading("Plan"), picture(1), pictures=1))
    upload = db.session.scalars(db.select(Upload)).one()
    assert db.session.scalars(db.select(MinutesUpload)).one().upload_id == upload.id
    assert member.get(upload.url).status_code == 404
    for step in ("relecture", "approbation", "publication"):
        client.post(f"{meeting.url}/compte-rendu/{step}", data={"base": "2"})
    assert member.get(upload.url).status_code == 200


def test_a_picture_taken_out_before_the_publication_stays_closed_to_members(log_in, db, organiser):
    meeting = held_meeting()
    client, member = log_in(organiser), log_in(make_user())
    send(client, meeting, docx(heading("Plan"), picture(1), pictures=1))
    send(client, meeting, docx(paragraph("Sans image")), base="2")
    for step in ("relecture", "approbation", "publication"):
        client.post(f"{meeting.url}/compte-rendu/{step}", data={"base": "3"})
    upload = db.session.scalars(db.select(Upload)).one()
    assert member.get(upload.url).status_code == 404
    assert log_in(make_organiser()).get(upload.url).status_code == 200


def test_an_import_leaves_the_former_text_in_the_history_or_stands_behind_it(log_in, db, organiser):
    meeting = held_meeting()
    written(information("Déjà là"), meeting=meeting, author=organiser)
    client = log_in(organiser)
    send(client, meeting, docx(paragraph("Nouveau")), base="2", place="after")
    assert [block.text for block in blocks(db)] == ["Déjà là", "Nouveau"]
    send(client, meeting, docx(paragraph("Seul")), base="3")
    assert [block.text for block in blocks(db)] == ["Seul"]


def test_an_import_that_crossed_a_save_gets_both_texts(log_in, db, organiser):
    meeting = held_meeting()
    written(information("Écrit entre-temps"), meeting=meeting, author=organiser)
    answer = send(log_in(organiser), meeting, docx(paragraph("Du document")), base="1")
    assert answer.status_code == 409
    assert "Écrit entre-temps" in answer.text and "Du document" in answer.text


def test_published_minutes_are_not_imported_over(log_in, db, organiser):
    meeting = held_meeting()
    published(information("Lu"), meeting=meeting, author=organiser)
    assert send(log_in(organiser), meeting, docx(paragraph("Autre")), base="2").status_code == 403
    assert [block.text for block in blocks(db)] == ["Lu"]


def bomb() -> BytesIO:
    """Small, and says that it unpacks to more than a server holds."""
    return docx(paragraph("a"), extra={"word/media/big.bin": b"\0" * (130 * 1024 * 1024)})


def entities() -> BytesIO:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": f"{laughs}<x>&b;</x>"})


BAD = {
    "text": lambda: BytesIO(b"Un compte rendu"),
    "empty": lambda: BytesIO(b""),
    "a ZIP of something else": lambda: packed({"notes.txt": "a"}),
    "cut off": lambda: BytesIO(ten_pages().getvalue()[:3000]),
    "broken XML": lambda: packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document"}),
    "entities": entities,
    "a bomb": bomb,
    "too much XML": lambda: docx(paragraph("x" * (13 * 1024 * 1024))),
    "too deep": lambda: docx("<w:p>" * 5000 + "</w:p>" * 5000),
    "nothing in it": lambda: docx(),
    "an unreadable picture": lambda: docx(picture(9), pictures=0),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_word_document_is_refused_in_words_and_changes_nothing(log_in, db, organiser, kind):
    meeting = held_meeting()
    written(information("Déjà là"), meeting=meeting, author=organiser)
    answer = send(log_in(organiser), meeting, BAD[kind](), base="2")
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text
    assert [block.text for block in blocks(db)] == ["Déjà là"]


def test_a_file_must_be_chosen(log_in, db, organiser):
    meeting = held_meeting()
    answer = log_in(organiser).post(f"{meeting.url}/compte-rendu/import", data={})
    assert answer.status_code == 422 and "Choisissez un document" in answer.text


def test_a_lying_entry_unpacks_to_no_more_than_it_says():
    file = docx(paragraph("a"))
    with zipfile.ZipFile(file) as archive:
        honest = archive.getinfo("word/document.xml").file_size
    data = file.getvalue().replace(honest.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(word.NotADocument):
        read(BytesIO(data))


def test_a_table_keeps_several_lines_of_a_cell_on_one():
    cell = "<w:tc>" + paragraph("un") + paragraph("deux") + "</w:tc>"
    (block,) = read(docx(f"<w:tbl><w:tr>{cell}<w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"))
    assert block.text.splitlines()[0] == "| un / deux | b |"


def test_a_chapter_longer_than_a_block_becomes_several():
    found = read(docx(heading("Long"), *(paragraph("mot " * 2000) for _part in range(10))))
    assert len(found) > 1 and found[0].title == "Long" and found[1].title == ""
    assert all(len(block.text) <= 32_000 for block in found)


def test_many_headings_begin_blocks_only_by_their_higher_levels():
    body = [
        heading(f"Grand {n}") + "".join(heading(f"Petit {n}.{m}", 2) + paragraph("a") for m in range(20))
        for n in range(5)
    ]
    found = read(docx(*body))
    assert [block.title for block in found] == [f"Grand {n}" for n in range(5)]
    assert "## Petit 0.1" in found[0].text


def test_links_to_files_of_the_writers_machine_are_not_followed():
    target = f'<Relationship Id="rId1" Type="{OFFICE}/image" Target="file:///etc/passwd" TargetMode="External"/>'
    linked, kept = picture(1).replace("r:embed", "r:link"), []
    outside = {"word/_rels/document.xml.rels": RELATIONS.format(target)}
    word.read(docx(paragraph("a"), linked, extra=outside), lambda image: kept.append(image) or "/fichiers/x/y")
    assert kept == []
