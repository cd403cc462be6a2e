"""How far what is written in a category may travel."""

from sqlalchemy import bindparam, select

from forum.categories.models import CategoryRight
from forum.core.db import db
from forum.groups.models import Group


def is_open_to_members(category_id: int) -> bool:
    """Do all members see it? Only then may its words travel by mail."""
    return db.session.scalar(_OPENED, {"category": category_id}) is not None


_OPENED = (
    select(CategoryRight.group_id)
    .join(Group)
    .where(CategoryRight.category_id == bindparam("category"), CategoryRight.can_see)
    .where(Group.slug.in_(("membres", "visiteurs")))
    .limit(1)
)
