"""The viewer of a page that changes nothing: the columns that every page asks for, without an object of the ORM."""

from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy.orm.attributes import set_committed_value

from forum.accounts.models import User
from forum.core.db import db


def _once(fact: Any) -> cached_property[bool]:
    """What the row works out at each question, asked a hundred times a page."""
    return cached_property(fact.fget)


class Known(NamedTuple):
    """What a session tells of its person beyond the row."""

    session_token: str
    workplace: str
    previous_visit_at: datetime | None


@dataclass(frozen=True, eq=False)
class Reader:
    """A person signed in, as ``User`` in what can be read; nothing can be set. What is not here is asked of the row."""

    id: int
    username: str
    first_name: str
    last_name: str
    function: str
    email: str
    role: str
    state: str
    suspended_until: datetime | None
    locale: str
    theme: str
    density: str
    created_at: datetime
    last_seen_at: datetime | None
    previous_visit_at: datetime | None
    session_token: str = ""
    workplace: str = ""

    is_authenticated, is_anonymous = True, False
    get_id = User.get_id
    is_active, is_suspended = User.is_active, User.is_suspended
    is_member = _once(User.is_member)
    is_organiser = _once(User.is_organiser)
    is_administrator = _once(User.is_administrator)
    display_name, initials, hue, signature = User.display_name, User.initials, User.hue, User.signature

    @property
    def row(self) -> User:
        """The same person, for actions."""
        known = Known(self.session_token, self.workplace, self.previous_visit_at)
        return completed(db.session.get_one(User, self.id), known)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.row, name)


COLUMNS = [field.name for field in fields(Reader) if field.name not in ("session_token", "workplace")]


def completed(user: User, known: Known) -> User:
    """The row, with what is known of this browser and this visit; nothing of it is stored."""
    user.session_token, user.workplace = known.session_token, known.workplace
    if user.previous_visit_at != known.previous_visit_at:
        set_committed_value(user, "previous_visit_at", known.previous_visit_at)
    return user
