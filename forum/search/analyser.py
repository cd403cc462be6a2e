"""From French text to stems: « Les réunions d’équipe » → reunion equip.

Accents are folded *before* stemming: whoever types « reunion » or « etablissement » without accents gets the same stems
as whoever typed them, by construction and for every word.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_WORD_AS_WRITTEN = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)?")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "’": "'", "ʼ": "'"})
STOP_WORDS = frozenset(
    """
    a ai au aux avec ce ces cet cette dans de des du elle elles en est et eux il ils je la le les leur leurs lui ma mais
    me meme mes moi mon ne nos notre nous on ou par pas pour qu que qui sa se ses son sont sur ta te tes toi ton tu un
    une vos votre vous y ete etre avoir ont plus si comme donc car
    """.split()
)
LONGEST = 40  # characters of a word worth keeping


def fold(text: str) -> str:
    """Lower case, without accents or ligatures."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES).lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def stems(text: str) -> list[str]:
    """The stems of the words of ``text`` that carry meaning, in their order."""
    return [stem for word in _WORD.findall(fold(text)) for stem in _stems_of(word)]


def stem_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each meaningful word of ``text`` stands, and its stem: (start, end, stem), to highlight it."""
    for match in _WORD_AS_WRITTEN.finditer(text):
        for stem in _stems_as_written(match[0]):
            yield match.start(), match.end(), stem


class _Stemmers(threading.local):
    """A stemmer keeps the word it is at: each thread that searches has its own."""

    @cached_property
    def french(self) -> Any:
        import snowballstemmer  # forty modules, one a language

        return snowballstemmer.stemmer("french")


_STEMMERS = _Stemmers()


@lru_cache(maxsize=65_536)
def _stems_as_written(word: str) -> tuple[str, ...]:
    return _stems_of(fold(word))


@lru_cache(maxsize=65_536)
def _stems_of(word: str) -> tuple[str, ...]:
    word = _ELISION.sub("", word)
    parts = word.split("'")  # « aujourd'hui » is two words for every database
    return tuple(_STEMMERS.french.stemWord(part[:LONGEST]) for part in parts if part and part not in STOP_WORDS)
