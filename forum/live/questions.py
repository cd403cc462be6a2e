"""What a page asks, in its address: its topic and the last message it shows; its list and the newest topic in it.

/en-direct?sujet=12&apres=45            /en-direct?liste=recent&categorie=3&depuis=1645012800000000

Pages of visitors ask elsewhere, where nobody is looked for: a page drawn for someone signed in is told when they are
not any more, and stops asking.
"""

from collections.abc import Mapping
from typing import NamedTuple

PATH, OPEN_PATH = "/en-direct", "/en-direct/ouvert"  # of who is signed in; of visitors
LISTS = ("recent", "new", "unread")


class Question(NamedTuple):
    topic: int  # 0: none
    after: int
    order: str  # of the list; "" for none
    category: int
    tag: int
    since: int  # microseconds
    state: str = ""  # by which the list is filtered


def read_question(values: Mapping[str, str]) -> Question:
    """What is no number is none."""
    order = values.get("liste", "")
    numbers = {name: _number(values.get(name, "")) for name in ("sujet", "apres", "categorie", "mot", "depuis")}
    return Question(
        numbers["sujet"],
        numbers["apres"],
        order if order in LISTS else "",
        numbers["categorie"],
        numbers["mot"],
        numbers["depuis"],
        values.get("etat", "")[:20],
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 17 else 0
