"""Who reads a category, compared with who reads another: what one shows of the other must tell nobody anything new."""

from sqlalchemy import select

from forum.categories.models import CategoryRight
from forum.core.db import db
from forum.groups.models import Group


def is_open_to_readers_of(source_id: int, target_id: int) -> bool:
    """Does everyone who sees the category ``target_id`` see ``source_id`` too? When in doubt, no."""
    if source_id == target_id:
        return True
    source, target = _readers(source_id), _readers(target_id)
    return "visiteurs" in source or ("membres" in source and "visiteurs" not in target)


def _readers(category_id: int) -> set[str]:
    """The slugs of the groups that see the category."""
    query = select(Group.slug).join(CategoryRight, CategoryRight.group_id == Group.id)
    return set(db.session.scalars(query.where(CategoryRight.category_id == category_id, CategoryRight.can_see)))
