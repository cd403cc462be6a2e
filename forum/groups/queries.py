"""Which groups a person is in; the groups, and who is in each."""

from typing import Any

from flask import g
from sqlalchemy import and_, bindparam, func, literal_column, or_, select

from forum.accounts.models import User
from forum.core.db import db
from forum.groups.models import AUTOMATIC, VISITORS, Group, Membership


def group_ids_of(user: Any) -> frozenset[int]:
    """The groups of ``user``, automatic ones included; one query a person and request.

    Whoever is not an admitted member (visitor, pending, suspended, gone) is in « visiteurs » alone.
    """
    kept = g.setdefault("group_ids", {})
    who = standing(user)
    if who not in kept:
        kept[who] = frozenset(db.session.scalars(select(Group.id).where(belongs(user))))
    return kept[who]


def belongs(user: Any) -> Any:
    """The condition that ``Group`` is a group of ``user``, for queries of our own and of the rooms above."""
    automatic = Group.slug.in_(automatic_slugs(user))
    if not user.is_member:
        return automatic
    joined = select(Membership.group_id).where(Membership.user_id == user.id)
    return or_(automatic, and_(Group.slug.not_in(AUTOMATIC), Group.id.in_(joined)))


def belongs_as(slugs: tuple[str, ...]) -> Any:
    """The same condition for someone in these automatic groups, with the parameter ``user``: a statement built once."""
    groups, memberships = Group.__table__, Membership.__table__
    if slugs == (VISITORS,):
        return groups.c.slug == VISITORS
    ours, automatic = ([literal_column(f"'{slug}'") for slug in some] for some in (AUTOMATIC, slugs))
    joined = select(memberships.c.group_id).where(memberships.c.user_id == bindparam("user"))
    return or_(groups.c.slug.in_(automatic), and_(groups.c.slug.not_in(ours), groups.c.id.in_(joined)))


def automatic_slugs(user: Any) -> tuple[str, ...]:
    return tuple(slug for slug, includes in AUTOMATIC.items() if includes(user))


def standing(user: Any) -> tuple:
    """What the groups of ``user`` follow from, rows apart: a key for what is kept during a request."""
    return (user.id if user.is_member else None, user.is_member, user.is_organiser, user.is_administrator)


def forget_groups() -> None:
    """After a change: what this request has kept about groups and rights is read again."""
    g.pop("group_ids", None)
    g.pop("open_categories", None)


def by_slug(slug: str) -> Group | None:
    return db.session.scalar(select(Group).where(Group.slug == slug))


def all_groups() -> list[Group]:
    """Every group: the automatic ones first, in the order of who is in them, then by name."""
    order = list(AUTOMATIC)
    groups = db.session.scalars(select(Group).order_by(func.lower(Group.name))).all()
    return sorted(groups, key=lambda group: order.index(group.slug) if group.is_automatic else len(order))


def joinable() -> list[Group]:
    """The groups one is put into by hand."""
    return [group for group in all_groups() if not group.is_automatic]


def members_of(group: Group) -> list[User]:
    """Who is in the group, by name; people who left or wait are named too, their rights rest meanwhile."""
    query = select(User).where(User.state.not_in(("erased", "unconfirmed")))
    if group.is_automatic:
        people = db.session.scalars(query.where(User.state == "active").order_by(User.last_name, User.first_name))
        return [person for person in people if AUTOMATIC[group.slug](person)]
    query = query.join(Membership, Membership.user_id == User.id).where(Membership.group_id == group.id)
    return list(db.session.scalars(query.order_by(User.last_name, User.first_name)))


def groups_of(user: User) -> list[Group]:
    """The groups that ``user`` was put into by hand, by name."""
    query = select(Group).join(Membership, Membership.group_id == Group.id).where(Membership.user_id == user.id)
    return list(db.session.scalars(query.order_by(Group.name)))


def sizes() -> dict[int, int]:
    """How many people each group that is filled by hand holds."""
    query = select(Membership.group_id, func.count()).group_by(Membership.group_id)
    return dict(db.session.execute(query).all())
