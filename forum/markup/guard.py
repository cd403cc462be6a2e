"""What may enter the kitchen: text made uniform, and refused when cooking it could stall the server.

Python-Markdown takes minutes over a few kilobytes of well-chosen brackets. We count before we parse. The limits are far
above what honest text needs (ten pages of minutes hold some hundred brackets) and low enough to cook in a second.
"""

import re
import unicodedata

from forum.core.i18n import lazy

MAX_LENGTH = 32_000  # characters, about ten printed pages

# Each opening bracket may cost a look ahead of LOOK_AHEAD characters (see links.py).
MAX_BRACKETS = 1_000
MAX_EMPHASIS_RUNS = 4_000
MAX_BACKTICK_RUNS = 1_000
MAX_AT_SIGNS = 1_000  # each may become a link thirty times as long
MAX_LINES = 3_000
MAX_ESCAPES = 4_000
MAX_ANGLES = 10_000  # < > and &, which grow when they are escaped
MAX_ADDRESSES = 1_500  # each becomes a link

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")  # STX and ETX are Python-Markdown's own marks
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
EMPHASIS_RUN = re.compile(r"\*+|_+|~+")
BACKTICK_RUN = re.compile(r"`+")


class CannotCook(ValueError):
    """A text we refuse to format; `message` tells the writer why, and what to do."""

    message = lazy("Ce message ne peut pas être mis en forme. Retirez-en une partie, ou joignez le texte en document.")

    def __str__(self) -> str:
        return str(self.message)


class TooLong(CannotCook):
    message = lazy(
        "Ce message est trop long : 32 000 caractères au plus. Coupez-le en deux, ou joignez le texte en document."
    )


class TooComplex(CannotCook):
    message = lazy(
        "Ce message contient trop de signes de mise en forme pour être affiché. "
        "Retirez-en une partie, ou joignez le texte en document."
    )


def admit(text: str) -> str:
    """The text made uniform (newlines, NFC, no unseen characters, no trailing spaces), or CannotCook."""
    if len(text) > MAX_LENGTH:
        raise TooLong
    text = uniform(text)
    refuse_stalling(text)
    return text


def uniform(text: str) -> str:
    """Both databases, both sanitisers and the reader see the same characters."""
    text = LONE_SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", UNSEEN.sub("", text)).replace("\u2028", "\n").replace("\u2029", "\n\n")
    return "\n".join(line.expandtabs(4).rstrip() for line in text.split("\n"))


def refuse_stalling(text: str) -> None:
    if (
        len(text) > 4 * MAX_LENGTH  # tabs and NFC can make a text longer
        or text.count("[") > MAX_BRACKETS
        or text.count("\n") > MAX_LINES
        or text.count("@") > MAX_AT_SIGNS
        or text.count("\\") > MAX_ESCAPES
        or sum(map(text.count, "<>&")) > MAX_ANGLES
        or sum(map(text.count, ("www.", "://", "/t/"))) > MAX_ADDRESSES
        or count(BACKTICK_RUN, text) > MAX_BACKTICK_RUNS
        or count(EMPHASIS_RUN, text) > MAX_EMPHASIS_RUNS
    ):
        raise TooComplex


def count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))
