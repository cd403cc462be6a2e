"""Lists of accounts."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import User, UserSession
from forum.core.clock import now
from forum.core.db import db
from forum.core.paging import Page, page_of
from forum.directory.names import folded

SIZE = 50


@dataclass(frozen=True)
class Wanted:
    """Which accounts to list; a field left empty asks nothing. ``state`` may also be « suspended »."""

    words: str = ""
    state: str = ""
    role: str = ""
    establishment_id: int | None = None


def accounts(wanted: Wanted, page: int) -> Page:
    """One page of accounts, by name, with their establishment."""
    query = _filtered(wanted)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = query.options(joinedload(User.establishment)).order_by(User.last_name, User.first_name, User.id)
    return page_of(list(db.session.scalars(rows.limit(SIZE).offset((page - 1) * SIZE))), total, SIZE, page)


def get_account(user_id: int) -> User:
    """The account with its establishment, or 404."""
    return db.one_or_404(select(User).options(joinedload(User.establishment)).where(User.id == user_id))


def waiting() -> list[User]:
    """Confirmed people whom nobody vouches for yet, who waits longest first."""
    query = select(User).options(joinedload(User.establishment)).where(User.state == "pending")
    return list(db.session.scalars(query.order_by(User.confirmed_at, User.id)))


def open_sessions(user: User) -> int:
    """How many browsers are signed in."""
    mine = (UserSession.user_id == user.id, UserSession.expires_at > now())
    return db.session.scalar(select(func.count()).select_from(UserSession).where(*mine)) or 0


def headcounts() -> dict[int, int]:
    """How many people each establishment has."""
    query = select(User.establishment_id, func.count()).where(User.establishment_id.is_not(None))
    return dict(db.session.execute(query.group_by(User.establishment_id)).all())  # type: ignore[arg-type]


def named(text: str) -> User | None:
    """The person meant by « Prénom Nom (prenom.nom) », a username or a mail address."""
    text = text.strip().lower()
    if text.endswith(")") and "(" in text:
        text = text[text.rindex("(") + 1 : -1]
    return db.session.scalar(select(User).where((User.username == text) | (User.email == text), User.state != "erased"))


def choices() -> list[str]:
    """Everyone who may be put into a group, as the field that completes names shows them."""
    columns = (User.first_name, User.last_name, User.username)
    query = select(*columns).where(User.state == "active").order_by(User.last_name, User.first_name)
    return [f"{first} {last} ({username})" for first, last, username in db.session.execute(query)]


def _filtered(wanted: Wanted) -> Select[User]:
    query = select(User)
    if wanted.words:
        query = query.where(User.id.in_(_ids_like(wanted.words)))
    if wanted.state == "suspended":
        query = query.where(User.suspended_until > now())
    elif wanted.state:
        query = query.where(User.state == wanted.state)
    for column in ("role", "establishment_id"):
        if value := getattr(wanted, column):
            query = query.where(getattr(User, column) == value)
    return query


def _ids_like(words: str) -> list[int]:
    """Everyone whose name or address holds each of the words, accents and case aside (« helene » finds Hélène)."""
    sought = folded(words).split() or [words]
    people: Any = db.session.execute(select(User.id, User.first_name, User.last_name, User.email, User.username))
    return [key for key, *facts in people if all(word in folded(" ".join(facts)) for word in sought)]
