"""Whom a writer may mean by the letters after « @ »: readers of the place, and groups of the writer's own."""

from typing import Any, NamedTuple

from sqlalchemy import func, or_, select

from forum.accounts.models import User
from forum.categories.models import Category
from forum.categories.queries import readers_among, visible_ids
from forum.core.db import db
from forum.groups.models import AUTOMATIC, Group
from forum.groups.queries import belongs
from forum.markup.mentions import plain_name
from forum.topics.drafts.places import Place
from forum.topics.models import Post, Topic

SHOWN = 8
CANDIDATES = 200


class Offer(NamedTuple):
    """What is written, and what is read."""

    name: str  # after the « @ »
    shown: str
    note: str


def category_of(viewer: Any, place: Place) -> int | None:
    """The category where the text will stand, if the viewer sees it."""
    wanted = {
        "sujet": select(Category.id).where(Category.id == place.key),
        "reponse": select(Topic.category_id).where(Topic.id == place.key),
        "message": select(Topic.category_id).join(Post, Post.topic_id == Topic.id).where(Post.id == place.key),
    }[place.kind]
    found = db.session.scalar(wanted)
    return found if found in visible_ids(viewer) else None


def offers(viewer: Any, category_id: int, letters: str) -> list[Offer]:
    """At most eight: the groups first, then people by name."""
    start = plain_name(letters)
    found = _groups(viewer, start) + _people(viewer, category_id, start, letters)
    return found[:SHOWN]


def _groups(viewer: Any, start: str) -> list[Offer]:
    groups = db.session.scalars(select(Group).where(belongs(viewer), Group.slug.not_in(AUTOMATIC)).order_by(Group.name))
    fitting = (group for group in groups if _fits(start, group.slug, plain_name(group.name)))
    return [Offer(group.slug, group.name, "") for group in fitting]


def _fits(start: str, *names: str) -> bool:
    return any(part.startswith(start) for name in names for part in (name, *name.replace("-", " ").split()))


def _people(viewer: Any, category_id: int, start: str, letters: str) -> list[Offer]:
    named = (
        User.username.startswith(start, autoescape=True),
        User.username.contains(f".{start}", autoescape=True),
        User.username.contains(f"-{start}", autoescape=True),
        func.lower(User.first_name).startswith(letters.lower(), autoescape=True),
        func.lower(User.last_name).startswith(letters.lower(), autoescape=True),
    )
    query = select(User.id).where(User.state == "active", User.id != viewer.id, or_(*named))
    ids = db.session.scalars(query.order_by(User.last_name, User.id).limit(CANDIDATES)).all()
    people = sorted(readers_among(category_id, ids), key=lambda one: (one.last_name.lower(), one.first_name.lower()))
    return [Offer(one.username, one.display_name, one.function) for one in people[:SHOWN]]
