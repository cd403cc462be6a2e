"""One spelling for one house: « D-ITEP  les trois Ponts » is « D-ITEP Les Trois Ponts »."""

import re
import unicodedata

from forum.directory.models import DEPARTMENTS

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_IN_BRACKETS = re.compile(r"^(?P<name>.+?)\s*\((?P<department>[^()]+)\)$")


def tidy(text: str) -> str:
    """``text`` without odd spaces, its apostrophes made one."""
    return " ".join(text.replace("\x00", "").replace("'", "’").split())


def folded(text: str) -> str:
    """What two spellings of one name have in common: no accents, no case, no punctuation."""
    plain = unicodedata.normalize("NFKD", tidy(text).replace("’", " ").casefold().translate(_LIGATURES))
    return " ".join(re.sub(r"[^\w\s]", " ", plain.encode("ascii", "ignore").decode()).split())


def split_label(label: str) -> tuple[str, str]:
    """The name and the department's code in « D-ITEP Val d’Autan (Haute-Garonne) »; no code when none is said."""
    text = tidy(label)
    if found := _IN_BRACKETS.match(text):
        wanted = folded(found["department"])
        for code, name in DEPARTMENTS.items():
            if wanted in (folded(name), code):
                return found["name"], code
    return text, ""


def is_domain(text: str) -> bool:
    """Does ``text`` read like a mail domain: « ifs.example.org », in small letters without accents?"""
    return _DOMAIN.fullmatch(text) is not None
