"""Whom an action is given to: a member by name, or whoever the words say (« Toutes les directions »)."""

import re
from collections import Counter

from sqlalchemy import select

from forum.accounts.models import User
from forum.categories.audience import is_open_to_members
from forum.categories.queries import readers_among
from forum.core.db import db
from forum.meetings.models import Meeting

NAMED = re.compile(r"\(([a-z0-9.\-_]+)\)$")


def owner_of(words: str, meeting: Meeting) -> int | None:
    """The member that ``words`` name: « Nadia Ferrand », or « Nadia Ferrand (nadia.ferrand) » among namesakes.

    Whoever may not read the meeting would never learn of it: their name stays words.
    """
    known = _called(" ".join(words.split()))
    return known if known and _readers(meeting, [known]) else None


def _called(words: str) -> int | None:
    if not words:
        return None
    if found := NAMED.search(words):
        return db.session.scalar(select(User.id).where(User.username == found[1], User.state == "active"))
    named = select(User.id, User.first_name, User.last_name).where(User.state == "active")
    parts = words.split(" ")
    named = named.where(User.first_name.in_([" ".join(parts[:n]) for n in range(1, len(parts))]))
    ids = [row.id for row in db.session.execute(named) if f"{row.first_name} {row.last_name}" == words]
    return ids[0] if len(ids) == 1 else None


def choices(meeting: Meeting) -> list[str]:
    """The members who read the meeting as one may name them, by last name."""
    columns = User.id, User.first_name, User.last_name, User.username
    active = select(*columns).where(User.state == "active").order_by(User.last_name, User.first_name)
    rows = db.session.execute(active).all()
    readers = _readers(meeting, [row.id for row in rows])
    people = [(f"{row.first_name} {row.last_name}", row.username) for row in rows if row.id in readers]
    namesakes = {name for name, count in Counter(name for name, _username in people).items() if count > 1}
    return [f"{name} ({username})" if name in namesakes else name for name, username in people]


def _readers(meeting: Meeting, ids: list[int]) -> set[int]:
    """Those who may read the meeting: where the category is open to members, all of them."""
    category_id = meeting.series.category_id
    return set(ids) if is_open_to_members(category_id) else {one.id for one in readers_among(category_id, ids)}
