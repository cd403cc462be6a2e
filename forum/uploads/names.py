"""File names made harmless, and still recognisable."""

import re
import unicodedata

LONGEST = 100
_SPACES = re.compile(r"\s+")
_UNSAFE = re.compile(r"[\\/:*?\"<>|%#&;`$!'{}\[\]()^~+=,@]")


def harmless(name: str, extension: str) -> str:
    """``name`` without path, control or direction characters, and with the extension of what the file really is."""
    bare = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in bare)
    stem = visible.rpartition(".")[0] or visible
    stem = _SPACES.sub("-", _UNSAFE.sub(" ", stem).strip()).strip(".-_")
    return f"{stem[:LONGEST].rstrip('.-_') or 'document'}.{extension}"
