"""Canary words: one for each place where something private stands, so that a leak says where it comes from.

Every private text holds ASKED too: one searches for that one, and looks for the others in the answer, so that a page
which repeats the question gives nothing away.
"""

import re

ASKED = "xyloquet"
IN_FILES = "zyxofiche"  # stands inside the files that are private, and nowhere else
PLACED: set[str] = set()  # every place that has a canary
_CANARY = re.compile(r"brimbalou([a-z]+)")


def canary(place: str) -> str:
    """The word that stands in ``place`` (small letters only: it survives slugs, folding and file names)."""
    PLACED.add(place)
    return f"brimbalou{place}"


def phrase(place: str) -> str:
    """A text for ``place``: what one searches for, and what must not come back."""
    return f"{ASKED} {canary(place)}"


def found_in(text: str) -> set[str]:
    """The places whose canary sings in ``text``; calendars fold their lines, in the middle of words too."""
    return set(_CANARY.findall(text.replace("\r\n ", "").lower()))
