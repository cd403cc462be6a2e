"""Words for addresses."""

import re
import unicodedata

LONGEST = 80


def slug_of(words: str, otherwise: str = "sujet") -> str:
    """« Livret d’accueil : vos trames ? » → livret-d-accueil-vos-trames; cut between words."""
    plain = unicodedata.normalize("NFKD", words.lower().replace("œ", "oe").replace("æ", "ae"))
    parts = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    while len("-".join(parts)) > LONGEST and len(parts) > 1:
        parts.pop()
    return "-".join(parts)[:LONGEST] or otherwise


# After the messages of a topic got other numbers its address says so, for its former addresses to be told from those in
# force: « livret--2 ». No title makes two hyphens.
NUMBERED = re.compile(r"--(\d{1,6})$")


def numbered(slug: str, numbering: int) -> str:
    """The slug of a topic whose messages are numbered for the second time, the third …"""
    return f"{slug}--{numbering}" if numbering > 1 else slug


def numbering_of(slug: str) -> int:
    """Which numbering of messages an address with this slug is about."""
    found = NUMBERED.search(slug)
    return int(found[1]) if found else 1
