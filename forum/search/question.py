"""What the reader asks: words, « phrases », and operators, as typed in the box or chosen in the form."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from forum.core.clock import PARIS
from forum.search.analyser import stems

LONGEST = 300  # characters
MOST_WORDS = 12
_TOKEN = re.compile(r'"([^"]*)"|«\s*([^»]*)»|(\S+)')


@dataclass
class Question:
    """A question understood. ``phrases`` are groups of stems; the rest are filters."""

    text: str = ""
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    author: str = ""  # username
    categories: list[str] = field(default_factory=list)  # slugs
    kinds: list[str] = field(default_factory=list)
    after: datetime | None = None
    before: datetime | None = None
    in_title: bool = False
    by_date: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.phrases or self.author)

    @property
    def wanted(self) -> set[str]:
        """The stems to highlight."""
        return {stem for phrase in self.phrases for stem in phrase}


def understand(text: str) -> Question:
    """Read what was typed: ``@auteur #categorie avant:2022-01-31 apres:2021-12-08 dans:titre "une phrase" mots``."""
    text = " ".join(text.replace("\x00", " ").split())[:LONGEST]
    question = Question(text=text)
    for match in _TOKEN.finditer(text):
        quoted, word = match[1] or match[2], match[3]
        if quoted:
            question.phrases += [tuple(stems(quoted))]
        elif word and not _operator(question, word):
            question.phrases += [(stem,) for stem in stems(word)]
    question.phrases = [phrase for phrase in question.phrases if phrase][:MOST_WORDS]
    return question


def _operator(question: Question, word: str) -> bool:
    """Take ``word`` as an operator if it is one."""
    name, colon, value = word.partition(":")
    if word.startswith("@") and len(word) > 1:
        question.author = word[1:].lower()
    elif word.startswith("#") and len(word) > 1:
        question.categories.append(word[1:].lower())
    elif word == "dans:titre":
        question.in_title = True
    elif colon and name in ("avant", "apres", "après") and (day := _day(value)):
        start = datetime.combine(day, time(), PARIS).astimezone(UTC)
        question.before, question.after = (start, question.after) if name == "avant" else (question.before, start)
    else:
        return False
    return True


def _day(value: str) -> date | None:
    """2022-01-31, 31/01/2022 or 31/01/22."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"):
        try:
            return datetime.strptime(value, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None
