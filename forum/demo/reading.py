"""Reading the data files (``data/README.md`` gives their format); nothing here knows the database."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from forum.demo.calendar import Calendar, in_words

DATA = Path(__file__).with_name("data")
_HEADING = re.compile(r"^--- (?P<author>\w+)(?: \+(?P<days>\d+)d (?P<hour>\d\d:\d\d))?\s*$", re.MULTILINE)
_DATE = re.compile(r"\{\{(?P<form>date|day):(?P<day>\d{4}-\d\d-\d\d)\}\}")
_PERSON = re.compile(r"@\{(\w+)\}")
_QUOTED = re.compile(r'\[quote="message:(\d+)"\]')


@dataclass(frozen=True)
class Paper:
    """A document to draw, and the number of the message that carries it."""

    post: int
    name: str
    title: str
    pages: list[str]


@dataclass(frozen=True)
class Message:
    author: str
    days_ago: int
    hour: str
    body: str


@dataclass(frozen=True)
class Discussion:
    """A topic as written down: its facts, its messages in order, its documents."""

    title: str
    category: str
    tags: list[str]
    messages: list[Message]
    papers: list[Paper]
    facts: dict[str, Any] = field(default_factory=dict)  # pinned, closed, solved, state, reason


def table(name: str) -> list[dict[str, Any]]:
    """The rows of ``people.toml``, ``establishments.toml`` or ``categories.toml``, in order."""
    return next(iter(tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8")).values()))


def facts(name: str, calendar: Calendar) -> dict[str, Any]:
    """A file of facts that names dates, moved."""
    return tomllib.loads(with_dates((DATA / f"{name}.toml").read_text(encoding="utf-8"), calendar))


def discussions(calendar: Calendar) -> list[Discussion]:
    """Every topic of the data, its dates moved."""
    return [parse(path.read_text(encoding="utf-8"), calendar) for path in sorted((DATA / "topics").glob("*.md"))]


def parse(text: str, calendar: Calendar) -> Discussion:
    """One topic, from the text of its file."""
    _nothing, head, body = with_dates(text, calendar).split("+++\n", 2)
    facts = tomllib.loads(head)
    papers = [Paper(**paper) for paper in facts.pop("documents", [])]
    messages = list(_messages(body, facts.pop("days_ago"), facts.pop("hour")))
    if messages[0].author != facts.pop("author"):
        raise ValueError(f"« {facts['title']} » is opened by someone else than its author.")
    return Discussion(facts.pop("title"), facts.pop("category"), facts.pop("tags"), messages, papers, facts)


def with_dates(text: str, calendar: Calendar) -> str:
    """The text with ``{{date:…}}`` and ``{{day:…}}`` written out, moved with the demonstration."""

    def written(found: re.Match[str]) -> str:
        return in_words(calendar.moved(date.fromisoformat(found["day"])), whole=found["form"] == "date")

    return _DATE.sub(written, text)


def with_names(body: str, username: Callable[[str], str], post_id: Callable[[int], int]) -> str:
    """The body with the usernames of the people mentioned and the keys of the messages quoted."""
    body = _PERSON.sub(lambda found: f"@{username(found[1])}", body)
    return _QUOTED.sub(lambda found: f'[quote="message:{post_id(int(found[1]))}"]', body)


def _messages(body: str, days_ago: int, hour: str):
    """Each message counts its days from the one before."""
    parts = _HEADING.split(body)[1:]
    for author, days, at, text in zip(*(parts[n::4] for n in range(4)), strict=True):
        days_ago, hour = days_ago - int(days or 0), at or hour
        yield Message(author, days_ago, hour, text.strip())
