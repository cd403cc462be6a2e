"""Whom an action is given to: a member by name, or whoever the words say (« Toutes les directions »)."""

import re
from collections import Counter

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.db import db

NAMED = re.compile(r"\(([a-z0-9.\-_]+)\)$")


def owner_of(words: str) -> int | None:
    """The member that ``words`` name: « Nadia Ferrand », or « Nadia Ferrand (nadia.ferrand) » among namesakes."""
    words = " ".join(words.split())
    if not words:
        return None
    if found := NAMED.search(words):
        return db.session.scalar(select(User.id).where(User.username == found[1], User.state == "active"))
    named = select(User.id, User.first_name, User.last_name).where(User.state == "active")
    parts = words.split(" ")
    named = named.where(User.first_name.in_([" ".join(parts[:n]) for n in range(1, len(parts))]))
    ids = [row.id for row in db.session.execute(named) if f"{row.first_name} {row.last_name}" == words]
    return ids[0] if len(ids) == 1 else None


def choices() -> list[str]:
    """The members as one may name them, by last name."""
    columns = User.first_name, User.last_name, User.username
    rows = db.session.execute(select(*columns).where(User.state == "active").order_by(User.last_name, User.first_name))
    people = [(f"{first} {last}", username) for first, last, username in rows]
    namesakes = {name for name, count in Counter(name for name, _username in people).items() if count > 1}
    return [f"{name} ({username})" if name in namesakes else name for name, username in people]
