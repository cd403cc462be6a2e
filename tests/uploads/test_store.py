"""Files are recognised by what they contain, and images written anew."""

import io
import os
import resource
import struct
import time
import zipfile
import zlib

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from forum.core import jobs
from forum.core.storage import storage
from forum.uploads.actions import store
from forum.uploads.errors import Unacceptable
from forum.uploads.kinds import recognise
from forum.uploads.names import harmless
from tests.makers import make_user


def sent(content: bytes, name: str) -> FileStorage:
    return FileStorage(io.BytesIO(content), filename=name)


def archive(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


def photo(**exif: int) -> bytes:
    """A photo of 40 × 20 taken sideways, that says where it was taken."""
    image = Image.new("RGB", (40, 20), "white")
    image.paste((200, 0, 0), (0, 0, 10, 20))
    data = Image.Exif()
    data[0x0112] = 6
    data.get_ifd(0x8825)[2] = (43.0, 12.0, 0.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=data)
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A small PNG whose header claims many pixels, with as many rows of zeros as it claims."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "name", "extension"),
    [
        (b"%PDF-1.7\n...", "a.exe", "pdf"),
        (docx(), "modele.pdf", "docx"),
        (archive(mimetype="application/vnd.oasis.opendocument.text"), "a.odt", "odt"),
        ("Bonjour à toutes".encode(), "note.txt", "txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "ancien.doc", "doc"),
    ],
)
def test_a_file_is_what_it_contains(content, name, extension):
    assert recognise(io.BytesIO(content), name).extension == extension


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "vide.pdf"),
        (b"MZ\x90\0 programme", "facture.pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "logo.svg"),
        (b"<html><script>alert(1)</script>", "page.html"),
        (b"GIF89a<script>alert(1)</script>", "image.gif"),
        (b"\0\1\2", "texte.txt"),
        (archive(x_xml="y"), "inconnu.docx"),
        (b"PK\x03\x04 tronqu\xe9", "casse.docx"),
        (b" %PDF-1.7", "decale.pdf"),
        (b"\0\0\0\x18ftypheic", "photo.jpg"),
    ],
)
def test_what_is_not_on_the_list_is_refused_with_advice(app, content, name):
    with app.test_request_context(), pytest.raises(Unacceptable) as refusal:
        store(sent(content, name), make_user())
    assert len(str(refusal.value.message)) > 15


def test_a_document_that_unpacks_to_too_much_is_refused_without_unpacking_it(app):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open("word/document.xml", "w", force_zip64=True) as member:
            for _ in range(310):
                member.write(b"\0" * (1 << 20))
    with app.test_request_context(), pytest.raises(Unacceptable):
        store(sent(out.getvalue(), "bombe.docx"), make_user())


def test_macros_are_refused(app):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/vbaProject.bin", "x")
    with app.test_request_context(), pytest.raises(Unacceptable, match="macros"):
        store(sent(out.getvalue(), "m.docx"), make_user())


def test_a_photo_stands_upright_and_forgets_where_it_was_taken(app):
    upload = store(sent(photo(), "IMG 0001.JPG"), make_user())
    assert (upload.width, upload.height) == (20, 40)
    with storage().open(upload.digest) as file, Image.open(file) as kept:
        assert not kept.getexif()
        assert not kept.info.get("exif")
    assert upload.name == "IMG-0001.jpg"


def test_an_image_is_written_anew_so_that_nothing_hides_behind_it(app):
    upload = store(sent(photo() + b"PK\x03\x04<script>alert(1)</script>", "x.jpg"), make_user())
    with storage().open(upload.digest) as file:
        assert b"script" not in file.read()


def test_an_image_of_a_thousand_million_pixels_is_refused_within_memory(app):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with app.test_request_context(), pytest.raises(Unacceptable, match="pixels"):
        store(sent(png_claiming(40_000, 40_000), "grande.png"), make_user())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KB


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\moi\\Livret d’accueil.docx", "Livret-d’accueil.pdf"),
        ("a\u202efdp.exe", "a-fdp.pdf"),
        ('"><img src=x onerror=alert(1)>.pdf', "img-src-x-onerror-alert-1.pdf"),
        ("\r\nSet-Cookie: a=b.pdf", "Set-Cookie-a-b.pdf"),
        ("...", "document.pdf"),
        ("é" * 300 + ".pdf", "é" * 100 + ".pdf"),
    ],
)
def test_names_are_made_harmless_and_stay_readable(name, kept):
    assert harmless(name, "pdf") == kept


def test_the_same_content_is_stored_once_and_leaves_with_its_last_name(db):
    one, two = (store(sent(b"%PDF-1.7 pareil", f"{n}.pdf"), make_user()) for n in "ab")
    assert one.digest == two.digest
    digest = one.digest
    for upload, left in ((one, [digest]), (two, [])):
        db.session.delete(upload)
        age(digest, days=2)
        jobs.run("uploads.purge_orphans")
        assert list(storage().digests()) == left


def test_content_that_was_sent_lately_may_still_get_its_row(db):
    upload = store(sent(b"%PDF-1.7 en route", "a.pdf"), make_user())
    digest = upload.digest
    age(digest, days=2)
    store(sent(b"%PDF-1.7 en route", "b.pdf"), make_user())
    db.session.rollback()  # both rows: nobody has committed them yet
    jobs.run("uploads.purge_orphans")
    assert list(storage().digests()) == [digest]


def age(digest: str, days: int) -> None:
    """Make the stored content older than it is."""
    path = storage().path(digest)
    if path.exists():
        past = time.time() - days * 86_400
        os.utime(path, (past, past))
