"""What a file is, told by its content and never by its name; an allow-list of our own."""

import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from forum.core.i18n import lazy
from forum.uploads.errors import Unacceptable


@dataclass(frozen=True)
class Kind:
    """A kind of file that is accepted."""

    extension: str
    content_type: str
    is_image: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
PDF = Kind("pdf", "application/pdf")
JPEG, PNG = Kind("jpg", "image/jpeg", True), Kind("png", "image/png", True)
WEBP, GIF = Kind("webp", "image/webp", True), Kind("gif", "image/gif", True)
OFFICE = {
    "word/": Kind("docx", _OFFICE + "wordprocessingml.document"),
    "xl/": Kind("xlsx", _OFFICE + "spreadsheetml.sheet"),
    "ppt/": Kind("pptx", _OFFICE + "presentationml.presentation"),
}
ODF = {
    _ODF + "text": Kind("odt", _ODF + "text"),
    _ODF + "spreadsheet": Kind("ods", _ODF + "spreadsheet"),
    _ODF + "presentation": Kind("odp", _ODF + "presentation"),
}
OLD_OFFICE = {
    "doc": Kind("doc", "application/msword"),
    "xls": Kind("xls", "application/vnd.ms-excel"),
    "ppt": Kind("ppt", "application/vnd.ms-powerpoint"),
}
TEXT = {"txt": Kind("txt", "text/plain"), "csv": Kind("csv", "text/csv"), "md": Kind("md", "text/plain")}

MAX_MEMBERS = 5_000
MAX_UNPACKED = 300 * 1024 * 1024  # bytes that an archive may claim to hold
ACCEPTED = "PDF, Word, Excel, PowerPoint, ODT, ODS, ODP, texte, JPEG, PNG, WebP, GIF"
REFUSED = lazy("Ce type de fichier n’est pas accepté. Sont acceptés : %(kinds)s.", kinds=ACCEPTED)


def recognise(file: BinaryIO, name: str) -> Kind:
    """The kind of ``file`` (left at its beginning), or Unacceptable with what to do."""
    head = file.read(64)
    file.seek(0)
    if not head:
        raise Unacceptable(lazy("Ce fichier est vide : choisissez-en un autre."))
    if kind := _by_magic(head):
        return kind
    if head.startswith(b"PK\x03\x04"):
        return _by_archive(file)
    extension = name.rpartition(".")[2].lower()
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and extension in OLD_OFFICE:
        return OLD_OFFICE[extension]
    if extension in TEXT and _is_text(file):
        return TEXT[extension]
    if b"ftyphei" in head or b"ftypmif1" in head:
        raise Unacceptable(lazy("Cette photo est au format HEIC. Enregistrez-la en JPEG, puis réessayez."))
    raise Unacceptable(REFUSED)


def _by_magic(head: bytes) -> Kind | None:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return GIF
    return WEBP if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def _by_archive(file: BinaryIO) -> Kind:
    """Look inside a ZIP without unpacking more than its ``mimetype``; refuse what claims to unpack to too much."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
                raise Unacceptable(
                    lazy("Ce document est anormalement gros une fois ouvert. Enregistrez-le à nouveau, puis réessayez.")
                )
            return _office_or_odf(archive, {m.filename for m in members})
    except Unacceptable:
        raise
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise Unacceptable(
            lazy("Ce document est abîmé : il ne s’ouvre pas. Enregistrez-le à nouveau, puis réessayez.")
        ) from error
    finally:
        file.seek(0)


def _office_or_odf(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    if "[Content_Types].xml" in names:
        if any(name.endswith("vbaProject.bin") for name in names):
            raise Unacceptable(lazy("Ce document contient des macros. Enregistrez-le sans macros, puis réessayez."))
        for folder, kind in OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return kind
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
        declared = archive.read("mimetype").decode("ascii", "replace").strip()
        if declared in ODF:
            return ODF[declared]
    raise Unacceptable(REFUSED)


def _is_text(file: BinaryIO) -> bool:
    """Plain text holds no NUL and no other control characters than tabs and ends of lines."""
    sample = file.read(65_536)
    file.seek(0)
    return not any(byte < 9 or 13 < byte < 32 for byte in sample)
