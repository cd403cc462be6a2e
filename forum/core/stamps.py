"""Stamps: what a process remembers of a page holds as long as the stamps of what the page shows are the same.

    watch(Post, lambda post: ("topic", post.topic_id))      # a change to a post gives its topic a new stamp
    watch(User, lambda _user: EVERYWHERE)                   # a name stands on any page
    watch_all(Meeting, ("meetings", 0))                     # by whatever statement a row changes
    …
    select(Topic.title, stamp_of("topic", Topic.id), stamp_of(*EVERYWHERE))

What any page may show is kept without a query of one's own, its stamp being asked once a request at most:

    kept(("dates", first, last), lambda: …)

A stamp is a random number, so it never comes back: not after a restored backup, nor for another row under the same key.
It is written in the transaction of the change, at its very end, so that nobody waits for it. Read it before what is
remembered under it. Statements that change rows without objects (``update(Post)…``) pass ``watch`` by: they call
``touch``.
"""

import secrets
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from flask import g, has_request_context, request
from sqlalchemy import BigInteger, ScalarSelect, String, event, select
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from forum.core.app import READING
from forum.core.db import db, insert, read
from forum.core.drawing import Shelf

Subject = tuple[str, int]
EVERYWHERE: Subject = ("site", 0)  # what any page may show: names, functions, establishments
T = TypeVar("T")
_watched: dict[type, list[Callable[[Any], Subject]]] = {}
_shelf: Shelf[tuple[Any]] = Shelf(most=500)
_tables: dict[Any, Subject] = {}


class Stamp(db.Model):
    """The stamp of a subject; one that never changed since stamps are kept has none."""

    __tablename__ = "stamps"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[int] = mapped_column(BigInteger)


def watch(kind: type, subject: Callable[[Any], Subject]) -> None:
    """Have every change to a row of ``kind`` give its ``subject`` a new stamp; one row may have several."""
    _watched.setdefault(kind, []).append(subject)


def watch_all(kind: type[db.Model], subject: Subject) -> None:  # type: ignore[name-defined]
    """Have every change to the table of ``kind`` give ``subject`` a new stamp, whatever statement makes it."""
    watch(kind, lambda _row: subject)
    _tables[kind.__table__] = subject


def touch(*subject: Any) -> None:
    """Give the subject a new stamp when the transaction is committed: ``touch("topic", 12)``."""
    _touched(db.session()).add(subject)


def stamp_of(kind: str, subject_id: Any) -> ScalarSelect[int]:
    """The stamp as a column of a query."""
    stamps = Stamp.__table__.c
    return select(stamps.value).where(stamps.kind == kind, stamps.subject_id == subject_id).scalar_subquery()


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` reads of what any page may show; ``key`` tells what else it depends on.

    A request that changes something reads for itself: what it sees is not committed yet.
    """
    if not is_reading():
        return make()
    whole = (everywhere(), key)
    known = _shelf.get(whole)
    if known is None:
        known = (make(),)
        _shelf.put(whole, known, 1)
    return known[0]


def is_reading() -> bool:
    """Is this a request that changes nothing? Others keep nothing for those after them."""
    return has_request_context() and request.method in READING


def everywhere() -> int | None:
    """The stamp of what any page may show; a query that reads it along says so with ``know_everywhere``."""
    if "everywhere" not in g:
        know_everywhere(read(_EVERYWHERE).scalar())
    return g.everywhere


def know_everywhere(stamp: int | None) -> None:
    g.everywhere = stamp


_EVERYWHERE = select(stamp_of(*EVERYWHERE))


@event.listens_for(db.session, "after_flush")
def _notice(session: Session, _context: Any) -> None:
    changed = [row for row in session.dirty if type(row) in _watched and session.is_modified(row)]
    gone_or_new = [row for row in (*session.new, *session.deleted) if type(row) in _watched]
    subjects = (subject(row) for row in (*changed, *gone_or_new) for subject in _watched[type(row)])
    _touched(session).update(subjects)


@event.listens_for(db.session, "do_orm_execute")
def _notice_statement(state: ORMExecuteState) -> None:
    if not state.is_select and (subject := _tables.get(getattr(state.statement, "table", None))):
        _touched(state.session).add(subject)


@event.listens_for(db.session, "before_commit")
def _write(session: Session) -> None:
    """In one order, so that two processes never wait for each other."""
    if session.in_nested_transaction():
        return
    session.flush()
    if touched := sorted(_touched(session)):
        _touched(session).clear()
        _restamp(session, touched)


def _restamp(session: Session, subjects: Iterable[Subject]) -> None:
    new = insert(Stamp.__table__)
    new = new.on_conflict_do_update(index_elements=["kind", "subject_id"], set_={"value": new.excluded.value})
    rows = [{"kind": kind, "subject_id": key, "value": secrets.randbits(62)} for kind, key in subjects]
    session.connection().execute(new, rows)


def _touched(session: Session) -> set[Subject]:
    return session.info.setdefault("touched", set())
