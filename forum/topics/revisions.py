"""What a message said before, and what changed from one version to the next, word by word."""

import re
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import select

from forum.accounts.queries import names
from forum.core.db import db
from forum.topics.models import Post, PostRevision

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
SMALL = 1_500  # words and signs compared one by one; a longer passage is shown as taken out and put in
SHOWN = 30  # versions, the latest ones


class Change(NamedTuple):
    kind: str  # same, ins, del
    text: str


@dataclass(frozen=True)
class Step:
    """One edit: who, when, why, and what it changed."""

    version: int
    editor: Any
    at: datetime
    reason: str
    title: list[Change]
    body: list[Change]


@dataclass(frozen=True)
class _Version:
    version: int
    editor_id: int
    at: datetime
    reason: str  # why the next one replaced it
    title: str
    body: str


def steps(post: Post) -> list[Step]:
    """The edits that count, the latest first."""
    query = select(PostRevision).where(PostRevision.post_id == post.id).order_by(PostRevision.version.desc())
    kept = [_former(row) for row in db.session.scalars(query.limit(SHOWN))]
    versions = [_current(post), *kept]
    people = names({version.editor_id for version in versions})
    return [_step(new, old, people) for new, old in pairwise(versions)]


def latest(post: Post) -> Any:
    """Who wrote what the message says now."""
    writer_id = post.edited_by_id or post.author_id
    return names({writer_id}).get(writer_id)


def words(before: str, after: str) -> list[Change]:
    """What changed: whole lines first, then word by word within the lines that did.

    Words that come very often start no match (``autojunk``): without that, a text of few words said many times stalls.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    changes: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        taken, put = "".join(old[a:b]), "".join(new[c:d])
        changes += [Change("same", taken)] if kind == "equal" else _within(taken, put)
    return _joined(changes)


def _within(taken: str, put: str) -> list[Change]:
    old, new = WORDS.findall(taken), WORDS.findall(put)
    if not old or not new or len(old) + len(new) > SMALL:
        return [Change("del", taken), Change("ins", put)]
    changes: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            changes.append(Change("same", "".join(old[a:b])))
        else:
            changes += [Change("del", "".join(old[a:b])), Change("ins", "".join(new[c:d]))]
    return changes


def _joined(changes: list[Change]) -> list[Change]:
    """Without empty ones, and neighbours of one kind made one."""
    joined: list[Change] = []
    for kind, text in changes:
        if not text:
            continue
        if joined and joined[-1].kind == kind:
            joined[-1] = Change(kind, joined[-1].text + text)
        else:
            joined.append(Change(kind, text))
    return joined


def _former(row: PostRevision) -> _Version:
    return _Version(row.version, row.editor_id, row.created_at, row.reason, row.title, row.body)


def _current(post: Post) -> _Version:
    title = post.topic.title if post.is_first else ""
    writer_id = post.edited_by_id or post.author_id
    return _Version(post.version, writer_id, post.edited_at or post.created_at, "", title, post.body)


def _step(new: _Version, old: _Version, people: dict) -> Step:
    editor = people.get(new.editor_id)
    return Step(new.version, editor, new.at, old.reason, words(old.title, new.title), words(old.body, new.body))
