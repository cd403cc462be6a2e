"""What the subjects of the audit log are called. Topics and messages are not named: their category may be private."""

from sqlalchemy import select

from forum.accounts.models import User
from forum.audit.models import AuditEntry
from forum.categories.models import Category
from forum.core.db import db
from forum.directory.models import Establishment
from forum.groups.models import Group

NAMED = {
    "User": (User.id, User.first_name + " " + User.last_name),
    "Group": (Group.id, Group.name),
    "Category": (Category.id, Category.name),
    "Establishment": (Establishment.id, Establishment.name),
}


def names_of(entries: list[AuditEntry]) -> dict[tuple[str, int], str]:
    """(kind, id) → name, one query for each kind that occurs."""
    found: dict[tuple[str, int], str] = {}
    for kind, columns in NAMED.items():
        ids = {entry.subject_id for entry in entries if entry.subject_kind == kind}
        if kind == "User":  # who was put into a group, or taken out of it
            ids |= {fact["user"] for entry in entries for fact in (entry.before, entry.after) if "user" in fact}
        if ids:
            rows = db.session.execute(select(*columns).where(columns[0].in_(ids)))
            found |= {(kind, row[0]): row[1] for row in rows}
    return found
