"""A file that comes in parts: taken up after a cut, never there twice, refused as one that comes whole."""

import io
import os
import resource
import time

import pytest
from sqlalchemy import func, select

from forum.core import jobs
from forum.core.storage import storage
from forum.uploads import sending
from forum.uploads.models import Upload, UploadSend
from tests.makers import make_user
from tests.uploads.documents import pdf, swollen
from tests.uploads.test_store import photo, png_claiming

PART = 1000  # bytes, in these tests


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(sending, "PART", PART)


@pytest.fixture
def browser(log_in):
    return log_in(make_user())


def begin(browser, content: bytes, name: str = "Trame.pdf"):
    return browser.post("/fichiers/envois", data={"name": name, "size": len(content)})


def part(browser, url: str, content: bytes, at: int):
    return browser.post(f"{url}?offset={at}", data=content[at : at + PART], content_type="application/octet-stream")


def send(browser, content: bytes, name: str = "Trame.pdf"):
    """All parts in turn; the last answer."""
    answer = begin(browser, content, name)
    url, at = answer.json.get("url"), 0
    while url and answer.status_code < 300 and "markdown" not in answer.json:
        answer = part(browser, url, content, at)
        at = answer.json.get("offset", 0)
    return answer


def count(db, kind) -> int:
    db.session.commit()
    return db.session.scalar(select(func.count()).select_from(kind))


LONG = pdf("x" * 3500)


def test_a_file_in_parts_is_the_file(browser, db, app):
    answer = send(browser, LONG)
    assert answer.status_code == 201
    assert answer.json["markdown"] == f"[Trame.pdf]({answer.json['url']})"
    assert browser.get(answer.json["url"]).data == LONG
    jobs.run_waiting(app)
    assert list(storage().parts()) == []


def test_after_a_cut_the_server_says_what_it_has_and_the_rest_follows(browser, db):
    url = begin(browser, LONG).json["url"]
    part(browser, url, LONG, 0)
    standing = browser.get(url)
    assert (standing.status_code, standing.json) == (200, {"offset": PART})
    at = PART
    while at < len(LONG):
        answer = part(browser, url, LONG, at)
        at = answer.json["offset"]
    assert answer.status_code == 201
    assert browser.get(url).json["markdown"] == answer.json["markdown"]
    assert count(db, Upload) == 1


def test_a_part_that_is_not_waited_for_is_told_where_to_go_on(browser, db):
    url = begin(browser, LONG).json["url"]
    part(browser, url, LONG, 0)
    for at in (0, 2 * PART, -5, 10**12):
        answer = browser.post(f"{url}?offset={at}", data=b"x" * 10, content_type="application/octet-stream")
        assert (answer.status_code, answer.json["offset"]) == (409, PART)


def test_the_last_part_sent_twice_makes_one_file(browser, db):
    answer = send(browser, LONG)
    url = f"/fichiers/envois/{db.session.scalars(select(UploadSend.token)).one()}"
    again = part(browser, url, LONG, len(LONG) // PART * PART)
    assert again.status_code == 201
    assert again.json["markdown"] == answer.json["markdown"]
    assert count(db, Upload) == 1


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"MZ" + b"\0" * 3000, "facture.pdf", "accept"),
        (b"GIF89a<script>alert(1)</script>" + b"x" * 2000, "image.gif", "abîmée"),
        (b"PK\x03\x04" + b"x" * 3000, "bombe.docx", "abîmé"),
        (png_claiming(40_000, 40_000), "grande.png", "pixels"),
        (b"\0\0\0\x18ftypheic" + b"x" * 3000, "photo.jpg", "HEIC"),
    ],
    ids=["program", "polyglot", "broken", "pixels", "heic"],
)
def test_what_is_refused_says_why_and_leaves_nothing(browser, db, content, name, why):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = send(browser, content, name)
    assert answer.status_code == 422
    assert why in answer.json["error"]
    assert list(storage().parts()) == []
    assert (count(db, Upload), count(db, UploadSend)) == (0, 0)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KB


def test_a_document_that_unpacks_to_too_much_is_refused(browser, monkeypatch):
    monkeypatch.setattr("forum.uploads.kinds.MAX_UNPACKED", 100 << 20)
    assert send(browser, swollen(), "bombe.docx").status_code == 422


def test_a_polyglot_keeps_its_image_alone(browser):
    answer = send(browser, photo() + b"PK\x03\x04<script>alert(1)</script>" * 90, "x.jpg")
    assert answer.status_code == 201
    assert b"script" not in browser.get(answer.json["url"]).data


def test_more_than_25_mb_is_refused_before_a_byte_leaves(browser, db):
    answer = browser.post("/fichiers/envois", data={"name": "film.pdf", "size": 25 * 1024 * 1024 + 1})
    assert answer.status_code == 422
    assert "25" in answer.json["error"]
    assert count(db, UploadSend) == 0


@pytest.mark.parametrize("size", ["0", "-1", "beaucoup", ""])
def test_a_size_that_is_none_is_refused(browser, size):
    assert browser.post("/fichiers/envois", data={"name": "a.pdf", "size": size}).status_code == 422


def test_a_part_that_is_too_long_is_refused(browser):
    url = begin(browser, LONG).json["url"]
    answer = browser.post(f"{url}?offset=0", data=b"x" * (2 << 20), content_type="application/octet-stream")
    assert answer.status_code == 413


def test_sixty_files_an_hour(browser):
    assert [begin(browser, LONG).status_code for _ in range(61)][-2:] == [201, 429]


def test_a_file_on_its_way_is_its_sender_s_alone(browser, log_in, client):
    url = begin(browser, LONG).json["url"]
    other = log_in(make_user())
    assert other.get(url).status_code == 404
    assert part(other, url, LONG, 0).status_code == 404
    assert other.post(f"{url}/abandon").status_code == 404
    assert begin(client, LONG).status_code in (302, 303)


def test_what_is_given_up_leaves_nothing(log_in, db):
    browser = log_in(make_user())
    url = begin(browser, LONG).json["url"]
    part(browser, url, LONG, 0)
    assert browser.post(f"{url}/abandon").status_code == 200
    assert list(storage().parts()) == []
    assert browser.get(url).status_code == 404


def test_half_sent_files_go_after_a_day(clock, browser, db):
    url = begin(browser, LONG).json["url"]
    part(browser, url, LONG, 0)
    storage().write_part("orpheline", 0, b"x")
    past = time.time() - 2 * 86_400
    with storage().open_parts("orpheline") as file:
        os.utime(file.fileno(), (past, past))
    clock.forward(hours=23)
    jobs.run("uploads.purge_sends")
    assert [name for name, _age in storage().parts()] == [url.rpartition("/")[2]]
    clock.forward(hours=2)
    jobs.run("uploads.purge_sends")
    assert list(storage().parts()) == []
    assert count(db, UploadSend) == 0


def test_without_scripts_the_field_takes_the_file_whole(browser):
    answer = browser.post("/fichiers", data={"file": (io.BytesIO(LONG), "Trame.pdf")})
    assert answer.status_code == 201
