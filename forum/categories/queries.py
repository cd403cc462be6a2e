"""The categories a person sees, and what they may do there. One query a person and request answers it all."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from flask import abort, g
from sqlalchemy import Select, bindparam, select

from forum.accounts.models import User
from forum.categories.models import Category, CategoryRight
from forum.core.db import db, read
from forum.groups.models import AUTOMATIC, Group, Membership
from forum.groups.queries import automatic_slugs, belongs_as, standing


class Rights(NamedTuple):
    see: bool
    create: bool
    reply: bool


class OpenCategory(NamedTuple):
    """A category as a list shows it to someone who sees it, with what they may do there."""

    id: int
    slug: str
    name: str
    description: str
    colour: str
    kind: str
    button: str
    position: int
    rights: Rights

    has_solutions = Category.has_solutions
    has_states = Category.has_states


def visible(user: Any) -> list[OpenCategory]:
    """The categories that ``user`` sees, in order."""
    return list(open_to(user).values())


def visible_ids(user: Any) -> list[int]:
    return list(open_to(user))


def rights_of(user: Any) -> dict[int, Rights]:
    """What ``user`` may do in each category they see; the other categories are not in it."""
    return {category_id: category.rights for category_id, category in open_to(user).items()}


def get_visible(user: Any, slug: str) -> Category:
    """The category at this address; 404 when there is none that ``user`` sees."""
    found = next((category for category in visible(user) if category.slug == slug), None)
    return db.session.get(Category, found.id) or abort(404) if found else abort(404)


def readers_among(category_id: int, user_ids: Iterable[int]) -> list[User]:
    """Those of the people ``user_ids`` who see the category, in three queries: for telling many at once."""
    groups = db.session.execute(_GROUPS_THAT_SEE, {"category": category_id}).all()
    people = db.session.scalars(_ACTIVE, {"ids": list(user_ids)}).all()
    automatic = [AUTOMATIC[slug] for slug, _id in groups if slug in AUTOMATIC]
    by_hand = [group_id for slug, group_id in groups if slug not in AUTOMATIC]
    joined = set(db.session.scalars(_JOINED, {"groups": by_hand})) if by_hand else set()
    members = [person for person in people if person.is_member]
    return [one for one in members if one.id in joined or any(includes(one) for includes in automatic)]


# Built once: every message asks.
_GROUPS_THAT_SEE = (
    select(Group.slug, Group.id)
    .join(CategoryRight, CategoryRight.group_id == Group.id)
    .where(CategoryRight.category_id == bindparam("category"), CategoryRight.can_see)
)
_ACTIVE = select(User).where(User.id.in_(bindparam("ids", expanding=True)), User.state == "active")
_JOINED = select(Membership.user_id).where(Membership.group_id.in_(bindparam("groups", expanding=True)))


def open_to(user: Any) -> dict[int, OpenCategory]:
    """The categories that ``user`` sees, by key."""
    kept = g.setdefault("open_categories", {})
    who = standing(user)
    if who not in kept:
        kept[who] = _read(user)
    return kept[who]


def _read(user: Any) -> dict[int, OpenCategory]:
    """Rights add up over groups. Reading is for whom a group says; writing is for members, whatever a group says."""
    found: dict[int, OpenCategory] = {}
    writes = user.is_member
    for *values, see, create, reply in read(_reading(automatic_slugs(user)), {"user": user.id}):
        given = Rights(see, create and writes, reply and writes)
        so_far = found.get(values[0])
        found[values[0]] = _with(so_far, given) if so_far else OpenCategory._make((*values, given))
    return found


@lru_cache
def _reading(groups_of_all: tuple[str, ...]) -> Select:
    """Built once: every page asks. Columns of tables instead of classes: no objects are made of them."""
    categories, rights, groups = Category.__table__, CategoryRight.__table__, Group.__table__
    columns = [categories.c[name] for name in OpenCategory._fields if name != "rights"]
    return (
        select(*columns, rights.c.can_see, rights.c.can_create, rights.c.can_reply)
        .select_from(categories.join(rights).join(groups, groups.c.id == rights.c.group_id))
        .where(belongs_as(groups_of_all), rights.c.can_see)
        .order_by(categories.c.position, categories.c.id)
    )


def _with(category: OpenCategory, more: Rights) -> OpenCategory:
    return category._replace(rights=Rights(*(a or b for a, b in zip(category.rights, more, strict=True))))
