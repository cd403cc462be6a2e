"""User names: « prenom.nom », then « prenom.nom2 »… They stand in addresses and mentions."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count

RESERVED = frozenset({"admin", "administrateur", "equipe.appui", "tous", "here", "all", "membre.supprime"})


def candidates(first_name: str, last_name: str) -> Iterator[str]:
    """User names for this person, in the order they should be tried."""
    base = slug(f"{slug(first_name)}.{slug(last_name)}".strip(".")) or "membre"
    if base not in RESERVED:
        yield base
    for number in count(2):
        yield f"{base}{number}"


def slug(text: str) -> str:
    """Small letters, figures, dots and hyphens: « Anne-Lise Œuvrard » gives « anne-lise.oeuvrard »."""
    plain = text.lower().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"\.{2,}", ".", re.sub(r"[^a-z0-9.-]+", ".", plain)).strip(".-")[:60]
