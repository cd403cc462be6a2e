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
