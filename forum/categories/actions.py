"""Making categories, changing them, granting rights."""

from typing import Any

from sqlalchemy import func, select

from forum.accounts.models import User
from forum.categories.events import CategoriesOrdered, CategoryChanged, CategoryCreated, RightsChanged
from forum.categories.models import Category, CategoryRight
from forum.categories.queries import Rights
from forum.core.db import db
from forum.core.events import emit
from forum.groups.models import Group
from forum.groups.queries import forget_groups

FACTS = ("name", "slug", "colour", "kind", "button")  # what the audit log keeps; texts stay out of it


def create_category(slug: str, name: str, by: User | None = None, **values: Any) -> Category:
    """Add a category at the end of the list. Nobody sees it until rights are granted."""
    last = db.session.scalar(select(func.max(Category.position))) or 0
    category = Category(slug=slug, name=name, position=last + 1, **values)
    db.session.add(category)
    db.session.flush()
    forget_groups()
    emit(CategoryCreated(category, actor=by, after={"name": name, "slug": slug}))
    return category


def change_category(category: Category, by: User | None = None, **values: Any) -> None:
    before = {name: getattr(category, name) for name in FACTS}
    for name, value in values.items():
        setattr(category, name, value)
    db.session.flush()
    forget_groups()
    changed = [name for name in FACTS if getattr(category, name) != before[name]]
    after = {name: getattr(category, name) for name in changed}
    emit(CategoryChanged(category, actor=by, before={name: before[name] for name in changed}, after=after))


def move_category(category: Category, step: int, by: User | None = None) -> None:
    """Move the category up (-1) or down (+1) in the list; at its end, nothing moves."""
    order = list(db.session.scalars(select(Category).order_by(Category.position, Category.id)))
    before = order.index(category)
    after = min(max(before + step, 0), len(order) - 1)
    order.insert(after, order.pop(before))
    for position, each in enumerate(order, start=1):
        each.position = position
    db.session.flush()
    forget_groups()
    if after != before:
        emit(CategoriesOrdered(category, actor=by, before={"place": before + 1}, after={"place": after + 1}))


def grant(category: Category, group: Group, see: bool, create: bool, reply: bool, by: User | None = None) -> None:
    """Say what the group may do in the category; nothing at all is no row."""
    set_rights(category, {group: Rights(see, create, reply)}, by)


def set_rights(category: Category, wanted: dict[Group, Rights], by: User | None = None) -> None:
    """Change the rights of the groups named in ``wanted``, which hold from the next request on. Creating or replying
    takes seeing along."""
    before, after = {}, {}
    for group, rights in wanted.items():
        old, new = _given(category, group), rights._replace(see=any(rights))
        if old != new:
            _store(category, group, new)
            before[group.slug], after[group.slug] = _words(old), _words(new)
    db.session.flush()
    db.session.expire(category, ["rights"])
    forget_groups()
    if after:
        emit(RightsChanged(category, actor=by, before=before, after=after))


def _given(category: Category, group: Group) -> Rights:
    row = db.session.get(CategoryRight, (category.id, group.id))
    return Rights(row.can_see, row.can_create, row.can_reply) if row else Rights(False, False, False)


def _store(category: Category, group: Group, rights: Rights) -> None:
    row = db.session.get(CategoryRight, (category.id, group.id))
    if row and not any(rights):
        db.session.delete(row)
        return
    row = row or CategoryRight(category_id=category.id, group_id=group.id)
    row.can_see, row.can_create, row.can_reply = rights
    db.session.add(row)


def _words(rights: Rights) -> str:
    return " ".join(name for name, given in rights._asdict().items() if given)
