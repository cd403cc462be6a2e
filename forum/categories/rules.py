"""Who may see a category, open topics in it, reply in it. Being an organiser or an administrator opens nothing here."""

from typing import Any

from forum.categories.models import Category
from forum.categories.queries import OpenCategory, Rights, rights_of
from forum.core.rules import rule

NOTHING = Rights(see=False, create=False, reply=False)


@rule("see", OpenCategory)
@rule("see", Category)
def can_see(user: Any, category: Category | OpenCategory) -> bool:
    return _rights(user, category).see


@rule("create_topic", OpenCategory)
@rule("create_topic", Category)
def can_create_topic(user: Any, category: Category | OpenCategory) -> bool:
    return _rights(user, category).create


@rule("reply", OpenCategory)
@rule("reply", Category)
def can_reply(user: Any, category: Category | OpenCategory) -> bool:
    return _rights(user, category).reply


def _rights(user: Any, category: Category | OpenCategory) -> Rights:
    return rights_of(user).get(category.id, NOTHING)
