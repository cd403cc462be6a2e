"""Drafts, always of one person; and where they were to go, as far as that person sees it today."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select

from forum.categories.queries import visible, visible_ids
from forum.core.db import db, read, table_of
from forum.topics.drafts.models import Draft, DraftUpload
from forum.topics.drafts.places import parse
from forum.topics.models import Post, Topic
from forum.topics.order.addresses import heir_of


class Where(NamedTuple):
    """The place of a draft as its writer sees it: the address to go on writing, and what it is called."""

    url: str
    title: str


def find(owner_id: int, place: str) -> Draft | None:
    return db.session.scalar(select(Draft).where(Draft.owner_id == owner_id, Draft.place == place))


def place_now(owner_id: int, place: str) -> str:
    """Where the draft of this editor is by now: an answer below a topic that went into another goes there with it."""
    there = parse(place)
    if there is None or there.kind != "reponse" or find(owner_id, place):
        return place
    return f"reponse-{heir_of(there.key) or there.key}"


def drafts_of(owner_id: int) -> list[Draft]:
    """The newest first."""
    mine = select(Draft).where(Draft.owner_id == owner_id)
    return list(db.session.scalars(mine.order_by(Draft.updated_at.desc(), Draft.id.desc())))


def count(owner_id: int) -> int:
    """How many wait; every page says it."""
    return read(_count(), {"owner": owner_id}).scalar_one()


@lru_cache
def _count() -> Select:
    drafts = table_of(Draft).c
    return select(func.count()).where(drafts.owner_id == bindparam("owner"))


def where(viewer: Any, drafts: Iterable[Draft]) -> dict[str, Where]:
    """By place; a place that the viewer does not see (any more) is not there, whatever the reason."""
    places = {draft.place: parse(draft.place) for draft in drafts}
    found: dict[str, Where] = {}
    for kind, ask in (("reponse", _topics), ("message", _posts), ("sujet", _categories)):
        keys = {place.key for place in places.values() if place and place.kind == kind}
        known = ask(viewer, keys) if keys else {}
        found |= {name: known[p.key] for name, p in places.items() if p and p.kind == kind and p.key in known}
    return found


def _topics(viewer: Any, keys: set[int]) -> dict[int, Where]:
    query = select(Topic.id, Topic.title).where(Topic.id.in_(keys), Topic.category_id.in_(visible_ids(viewer)))
    if not viewer.is_organiser:
        query = query.where(Topic.deleted_at.is_(None))
    return {row.id: Where(f"/t/{row.id}/repondre", row.title) for row in db.session.execute(query)}


def _posts(viewer: Any, keys: set[int]) -> dict[int, Where]:
    query = select(Post.id, Topic.title).join(Topic, Topic.id == Post.topic_id)
    query = query.where(Post.id.in_(keys), Topic.category_id.in_(visible_ids(viewer)))
    if not viewer.is_organiser:
        query = query.where(Topic.deleted_at.is_(None), Post.deleted_at.is_(None))
    return {row.id: Where(f"/messages/{row.id}/modifier", row.title) for row in db.session.execute(query)}


def _categories(viewer: Any, keys: set[int]) -> dict[int, Where]:
    return {one.id: Where(f"/c/{one.slug}/nouveau", one.name) for one in visible(viewer) if one.id in keys}


def files_used(ids: list[int]) -> set[int]:
    """Those of the files that a draft shows."""
    return set(db.session.scalars(select(DraftUpload.upload_id).where(DraftUpload.upload_id.in_(ids))))
