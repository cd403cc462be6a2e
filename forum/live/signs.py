"""The sign of an answer: as long as it is the same, a page that is open has nothing to learn.

It is made of all that the answer depends on, read anew each time and in one query: the session and its person, the
groups they are in and the rights of groups, the topic, the bell, and the stamp of lists.
"""

import hashlib
from functools import lru_cache
from typing import Any

from flask import Flask
from sqlalchemy import ScalarSelect, Select, String, bindparam, cast, func, select

from forum.accounts.models import User, UserSession
from forum.accounts.sessions import hash_of
from forum.categories.models import CategoryRight
from forum.core.clock import now
from forum.core.db import Instant, table_of
from forum.core.stamps import stamp_of
from forum.groups.models import Membership
from forum.live.questions import Question
from forum.notifications.models import Notification
from forum.topics.freshness import LISTS
from forum.topics.models import Topic


def asks_of(token: str, question: Question) -> tuple[Select, dict[str, Any]]:
    """The query for somebody signed in, and its values."""
    return _signs(), {"token": hash_of(token), "now": now(), "topic": question.topic}


def asks_of_visitors(question: Question) -> tuple[Select, dict[str, Any]]:
    """The same for visitors, whose page shows neither a bell nor a person."""
    return _open_signs(), {"topic": question.topic}


def sign_of(question: Question, row: Any, app: Flask) -> str:
    """Of the row that the query has found; a new build of the site may word things differently.

    Made with the site's secret: whoever guesses what the row holds cannot have the guess confirmed.
    """
    facts = [str(fact) for fact in (row if question.order else row[:-1])]
    said, secret = repr((app.extensions["build"], question, facts)), str(app.secret_key).encode()
    return hashlib.blake2b(said.encode(), digest_size=12, key=secret[:64]).hexdigest()


@lru_cache
def _signs() -> Select:
    """Built once. The stamp of lists, which changes most, comes last: a page without a list leaves it out."""
    users, rows, topics = table_of(User), table_of(UserSession), table_of(Topic)
    query = select(
        *(users.c[name] for name in ("id", "role", "state", "suspended_until", "locale")),
        _groups(users.c.id),
        _rights(),
        *_bell(users.c.id),
        *(topics.c[name] for name in ("last_number", "category_id", "deleted_at")),
        stamp_of(*LISTS),
    )
    query = query.select_from(
        rows.join(users, users.c.id == rows.c.user_id).outerjoin(topics, topics.c.id == bindparam("topic"))
    )
    return query.where(rows.c.token_hash == bindparam("token"), rows.c.expires_at > bindparam("now", type_=Instant))


@lru_cache
def _open_signs() -> Select:
    about = table_of(Topic).c
    facts = [
        select(about[name]).where(about.id == bindparam("topic")).scalar_subquery()
        for name in ("last_number", "category_id", "deleted_at")
    ]
    return select(_rights(), *facts, stamp_of(*LISTS))


def _groups(user_id: Any) -> ScalarSelect:
    mine = table_of(Membership).c
    return select(_joined(mine.group_id)).where(mine.user_id == user_id).scalar_subquery()


def _rights() -> ScalarSelect:
    """All of them, a few dozen: which group sees which category."""
    rights = table_of(CategoryRight).c
    pair = rights.group_id * 1_000_000 + rights.category_id
    return select(_joined(pair)).where(rights.can_see).scalar_subquery()


def _bell(user_id: Any) -> list[ScalarSelect]:
    notes = table_of(Notification).c
    unread = (notes.user_id == user_id, notes.read_at.is_(None))
    return [select(fact).where(*unread).scalar_subquery() for fact in (func.count(), func.max(notes.id))]


def _joined(column: Any) -> Any:
    return func.aggregate_strings(cast(column, String), ",")
