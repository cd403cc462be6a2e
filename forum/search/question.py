"""What the reader asks: words, « phrases », and operators, as typed in the box or chosen in the form."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from forum.core.clock import PARIS, midnight
from forum.core.i18n import gettext
from forum.search.analyser import fold, stems
from forum.search.offers import flags

LONGEST = 300  # characters
MOST_WORDS = 12
MOST_NAMES = 20  # categories, keywords
_TOKEN = re.compile(r'"([^"]*)"|«\s*([^»]*)»|(\S+)')


@dataclass
class Question:
    """A question understood. ``phrases`` are groups of stems; the rest are filters.

    ``words``: what was typed that is no operator. ``problems``: what was not understood, and what to write instead.
    """

    text: str = ""
    words: str = ""
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    author: str = ""  # username
    categories: list[str] = field(default_factory=list)  # slugs
    tags: list[str] = field(default_factory=list)  # slugs
    flags: list[str] = field(default_factory=list)  # « est:resolu », as rooms offer them
    kinds: list[str] = field(default_factory=list)
    after: datetime | None = None
    before: datetime | None = None
    in_title: bool = False
    with_file: bool = False
    by_date: bool = False
    is_dated: bool = False  # « apres: » was said
    problems: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Nothing is asked for; that words stand in titles asks for nothing without words."""
        return not (self.phrases or self.filters - self.in_title)

    @property
    def filters(self) -> int:
        """How many there are besides the words."""
        single = (self.author, self.after, self.before, self.in_title, self.with_file)
        return sum(map(bool, single)) + len([*self.categories, *self.tags, *self.flags, *self.kinds])

    @property
    def day_after(self) -> str:
        """The first day, as the form shows it; a period of so many days has none."""
        return _day_in_paris(self.after) if self.is_dated else ""

    @property
    def day_before(self) -> str:
        return _day_in_paris(self.before)

    @property
    def wanted(self) -> set[str]:
        """The stems to highlight."""
        return {stem for phrase in self.phrases for stem in phrase}


def understand(text: str) -> Question:
    """Read what was typed: ``@auteur #categorie tag:mot avant:2022-01-31 dans:titre est:resolu "une phrase" mots``."""
    text = " ".join(text.replace("\x00", " ").split())[:LONGEST]
    question = Question(text=text)
    words: list[str] = []
    for match in _TOKEN.finditer(text):
        quoted, word = match[1] or match[2], match[3]
        if word and take(question, word):
            continue
        words.append(match[0])
        question.phrases += [tuple(stems(quoted))] if quoted else [(stem,) for stem in stems(word or "")]
    question.words = " ".join(words)
    question.phrases = [phrase for phrase in question.phrases if phrase][:MOST_WORDS]
    return question


def take(question: Question, word: str) -> bool:
    """Take ``word`` as an operator if it is one; one that makes no sense is explained, and changes nothing."""
    word = word.replace("\x00", "")
    name, colon, value = word.partition(":")
    if word[:1] and word[0] in "@#" and len(word) > 1:
        _name(question, word[0], fold(word[1:].strip(".,;")))
        return True
    operator = OPERATORS.get(fold(name)) if colon else None
    if operator:
        operator(question, fold(name), value)
    return operator is not None


def _name(question: Question, sign: str, value: str) -> None:
    """« @Hélène.Barthas », « #Actualités »: names of people and of categories are written without accents."""
    if sign == "@":
        question.author = value
    elif value not in question.categories:
        question.categories = [*question.categories, value][:MOST_NAMES]


def _tag(question: Question, _name: str, value: str) -> None:
    slug = "-".join(re.findall(r"[a-z0-9]+", fold(value)))
    if not slug:
        question.problems.append(gettext("Après « tag: », écrivez un mot-clé : tag:livret."))
    elif slug not in question.tags:
        question.tags = [*question.tags, slug][:MOST_NAMES]


def _date(question: Question, name: str, value: str) -> None:
    day = day_of(value)
    if day is None:
        example = {"name": name, "value": value}
        question.problems.append(
            gettext("« %(name)s:%(value)s » n’est pas une date. Écrivez par exemple %(name)s:31/01/2022.", **example)
        )
    elif name == "avant":
        question.before = start_of(day)
    else:
        question.after, question.is_dated = start_of(day), True


def _state(question: Question, name: str, value: str) -> None:
    operator = f"{name}:{fold(value)}"
    if operator == "dans:titre":
        question.in_title = True
    elif operator == "avec:fichier":
        question.with_file = True
    elif operator in flags():
        question.flags += [operator] if operator not in question.flags else []
    else:
        known = ", ".join(one for one in ("dans:titre", "avec:fichier", *flags()) if one.startswith(f"{name}:"))
        question.problems.append(
            gettext("« %(operator)s » n’existe pas. Ici, on peut écrire : %(known)s.", operator=operator, known=known)
        )


OPERATORS: dict[str, Any] = {
    "tag": _tag,
    "avant": _date,
    "apres": _date,
    "dans": _state,
    "avec": _state,
    "est": _state,
}


def _day_in_paris(moment: datetime | None) -> str:
    return moment.astimezone(PARIS).date().isoformat() if moment else ""


def start_of(day: date) -> datetime:
    return midnight(day).astimezone(UTC)


def day_of(value: str) -> date | None:
    """2022-01-31, 31/01/2022 or 31/01/22."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"):
        try:
            day = datetime.strptime(value, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
        return day if 1900 < day.year < 9000 else None  # no moment in UTC is out of what a date can say
    return None
