"""The words of documents are read apart, within bounds, and kept as long as something carries the file."""

import resource
import time
from typing import Any

import pytest
from sqlalchemy import select

from forum.core import jobs
from forum.core.db import db
from forum.uploads import texts
from forum.uploads.actions import store
from forum.uploads.models import Upload, UploadText
from tests.makers import make_user
from tests.uploads.documents import LAUGHING, PEEKING, odt, packed, pdf, sent, swollen, word


@pytest.fixture
def everything_carried(monkeypatch):
    """A room that carries every file."""
    monkeypatch.setattr(texts, "_carriers", [set])


def kept(content: bytes, name: str) -> Any:
    """What is known of the file once it was read; None when it was not."""
    upload = store(sent(content, name), make_user())
    jobs.run("uploads.read", upload.id)
    return db.session.get(UploadText, upload.id)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (pdf("Une page", "La convention tripartite"), "a.pdf"),
        (word("Une page", "La convention tripartite"), "a.docx"),
        (odt("Une page", "La <text:span>convention</text:span><text:s/>tripartite"), "a.odt"),
    ],
)
def test_the_words_of_a_document_are_read(app, everything_carried, content, name):
    known = kept(content, name)
    assert known.state == "read"
    assert "Une page" in known.text
    assert "La convention tripartite" in " ".join(known.text.split())


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 and nothing more", "vide.pdf"),
        (pdf("Une page")[:200], "coupe.pdf"),
        (odt("&l8;", before=LAUGHING), "rires.odt"),
        (odt("&secret;", before=PEEKING), "curieux.odt"),
        (packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document"}), "coupe.docx"),
        (swollen(), "bombe.docx"),
    ],
    ids=["empty", "cut", "laughs", "peeks", "cut xml", "swollen"],
)
def test_a_broken_or_hostile_file_is_noted_and_never_read_again(app, everything_carried, content, name):
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    known = kept(content, name)
    assert (known.state, known.text) == ("broken", "")
    assert time.monotonic() - began < texts.PATIENCE
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KB
    assert texts.unread([known.upload_id]) == []


def test_a_file_that_takes_the_worker_with_it_is_not_tried_for_ever(app, everything_carried, monkeypatch):
    upload_id = store(sent(pdf("Une page"), "a.pdf"), make_user()).id
    monkeypatch.setattr(texts, "extract", lambda _upload: 1 / 0)
    for _ in range(texts.MOST_TRIES):
        assert texts.unread([upload_id]) == [upload_id]
        with pytest.raises(ZeroDivisionError):
            jobs.run("uploads.read", upload_id)
    assert texts.unread([upload_id]) == []


def test_nothing_is_read_of_a_file_that_hangs_on_nothing(app):
    assert kept(pdf("Une page"), "a.pdf") is None


def test_the_hourly_round_reads_what_was_missed_and_forgets_what_hangs_on_nothing(app, monkeypatch):
    one, other = (store(sent(pdf(f"Page {n}"), f"{n}.pdf"), make_user()).id for n in "ab")
    monkeypatch.setattr(texts, "_carriers", [lambda ids: {one} & set(ids)])
    jobs.run("uploads.read_missing")
    jobs.run_waiting(app)
    assert list(db.session.scalars(select(UploadText.upload_id))) == [one]
    monkeypatch.setattr(texts, "_carriers", [lambda ids: {other} & set(ids)])
    jobs.run("uploads.read_missing")
    jobs.run_waiting(app)
    assert list(db.session.scalars(select(UploadText.upload_id))) == [other]


def test_the_words_go_with_the_file(app, everything_carried):
    kept(pdf("Une page"), "a.pdf")
    db.session.delete(db.session.scalars(select(Upload)).one())
    db.session.flush()
    assert db.session.scalars(select(UploadText)).all() == []
