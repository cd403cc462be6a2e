"""The bookmarks of a person, which nobody else is told of."""

from typing import Any

from flask import abort
from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import contains_eager

from forum.categories.queries import visible_ids
from forum.core.db import db, read, table_of
from forum.core.drawing import Shelf
from forum.core.paging import Page, page_of
from forum.topics.models import Bookmark, Post, Topic

PER_PAGE = 30
_B, _P = table_of(Bookmark).c, table_of(Post).c
_KEPT = select(_B.post_id).where(_B.user_id == bindparam("user"))
_shelf: Shelf[tuple[frozenset[int]]] = Shelf(most=300)


def kept_by(viewer: Any, stamp: int | None) -> frozenset[int]:
    """The messages that ``viewer`` keeps; remembered as long as their ``stamp`` is the same, of which nobody who keeps
    none has any."""
    if stamp is None:
        return frozenset()
    known = _shelf.get((viewer.id, stamp))
    if known is None:
        known = (frozenset(read(_KEPT, {"user": viewer.id}).scalars()),)
        _shelf.put((viewer.id, stamp), known, len(known[0]))
    return known[0]


def is_kept() -> Any:
    """Does the reader (``user``) keep a message of the topic? Their bookmarks are gathered once for all rows."""
    kept = select(_P.topic_id).join(table_of(Bookmark), _B.post_id == _P.id).where(_B.user_id == bindparam("user"))
    return table_of(Topic).c.id.in_(kept).label("kept")


def bookmark_of(viewer: Any, post_id: int) -> Bookmark | None:
    """Their own, of whatever message, seen or not."""
    return db.session.scalar(_mine(viewer).where(Bookmark.post_id == post_id).options(_WITH_MESSAGES))


def get_bookmark(viewer: Any, post_id: int) -> Bookmark:
    return bookmark_of(viewer, post_id) or abort(404)


def bookmarks(viewer: Any, words: str, only: str, number: int) -> Page:
    """A page of them, the latest first; those with ``words`` in the note or in a title that ``viewer`` sees, or with a
    reminder (``only="rappel"``)."""
    query = _mine(viewer)
    if words:
        titled = and_(_is_seen(viewer), Topic.title.icontains(words, autoescape=True))
        query = query.where(or_(Bookmark.note.icontains(words, autoescape=True), titled))
    if only == "rappel":
        query = query.where(Bookmark.remind_at.is_not(None))
    total = db.session.scalar(query.with_only_columns(func.count())) or 0
    latest = query.order_by(Bookmark.created_at.desc(), Bookmark.post_id.desc()).options(_WITH_MESSAGES)
    rows = db.session.scalars(latest.offset((number - 1) * PER_PAGE).limit(PER_PAGE))
    return page_of(list(rows), total, PER_PAGE, number)


_WITH_MESSAGES = contains_eager(Bookmark.post).contains_eager(Post.topic)


def _mine(viewer: Any) -> Select:
    return select(Bookmark).join(Bookmark.post).join(Post.topic).where(Bookmark.user_id == viewer.id)


def _is_seen(viewer: Any) -> Any:
    """The same as the rule, for a query."""
    here = Topic.category_id.in_(visible_ids(viewer))
    if viewer.is_organiser:
        return here
    return and_(here, Topic.deleted_at.is_(None), or_(Post.deleted_at.is_(None), Post.author_id == viewer.id))
