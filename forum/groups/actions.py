"""Making groups and putting people into them."""

from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit
from forum.groups.events import GroupChanged, GroupCreated, MemberAdded, MemberRemoved
from forum.groups.models import AUTOMATIC, Group, Membership
from forum.groups.queries import by_slug, forget_groups

AUTOMATIC_NAMES = {
    "visiteurs": ("Visiteurs", "Tout le monde, avec ou sans compte."),
    "membres": ("Membres", "Toutes les personnes admises."),
    "organisateurs": ("Équipe d’appui", "Les personnes qui organisent, et celles qui administrent."),
    "administrateurs": ("Administration", "Les personnes qui administrent l’espace."),
}


def ensure_automatic() -> dict[str, Group]:
    """The four automatic groups, by slug; made where they are missing."""
    return {slug: by_slug(slug) or _made(slug, *AUTOMATIC_NAMES[slug]) for slug in AUTOMATIC}


def create_group(slug: str, name: str, description: str = "", by: User | None = None) -> Group:
    group = _made(slug, name, description)
    emit(GroupCreated(group, actor=by, after={"name": name}))
    return group


def change_group(group: Group, name: str, description: str, by: User | None = None) -> None:
    """Give the group another name or description; its slug, which invitations know, stays."""
    before = group.name
    group.name, group.description = name, description
    db.session.flush()
    emit(GroupChanged(group, actor=by, before={"name": before}, after={"name": name}))


def add_member(group: Group, user: User, by: User | None = None) -> bool:
    """Put ``user`` into the group; False if they were in it already."""
    _refuse_automatic(group)
    if db.session.get(Membership, (group.id, user.id)):
        return False
    db.session.add(Membership(group_id=group.id, user_id=user.id))
    db.session.flush()
    forget_groups()
    emit(MemberAdded(group, user, actor=by, after={"user": user.id}))
    return True


def remove_member(group: Group, user: User, by: User | None = None) -> bool:
    """Take ``user`` out of the group; False if they were not in it."""
    _refuse_automatic(group)
    membership = db.session.get(Membership, (group.id, user.id))
    if membership is None:
        return False
    db.session.delete(membership)
    db.session.flush()
    forget_groups()
    emit(MemberRemoved(group, user, actor=by, before={"user": user.id}))
    return True


def _made(slug: str, name: str, description: str) -> Group:
    group = Group(slug=slug, name=name, description=description)
    db.session.add(group)
    db.session.flush()
    forget_groups()
    return group


def _refuse_automatic(group: Group) -> None:
    if group.is_automatic:
        raise ValueError(f"Who is in « {group.slug} » follows from the account.")
