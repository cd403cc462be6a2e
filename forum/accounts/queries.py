"""Finding people."""

from collections.abc import Iterable

from sqlalchemy import Select, bindparam, func, or_, select

from forum.accounts.models import Invitation, User
from forum.accounts.people import Person
from forum.accounts.sessions import hash_of
from forum.core.clock import now
from forum.core.db import db, read
from forum.directory.models import Establishment

# Columns of tables instead of classes: a row of values is made, and no object.
_USERS, _PLACES = User.__table__, Establishment.__table__
# A ``Person``, for queries of the rooms above that join ``PEOPLE``.
PERSON = (
    *(_USERS.c[name] for name in ("id", "username", "first_name", "last_name", "function", "role", "state")),
    func.coalesce(_PLACES.c.name, "").label("place"),
    func.coalesce(_PLACES.c.department, "").label("department"),
)
PEOPLE = _USERS.outerjoin(_PLACES, _PLACES.c.id == _USERS.c.establishment_id)
_PERSON = select(*PERSON).select_from(PEOPLE)
_NAMED = _PERSON.where(_USERS.c.id.in_(bindparam("ids", expanding=True)))  # built once: every page with people asks


def get(user_id: int) -> User:
    """The account, or 404."""
    return db.get_or_404(User, user_id)


def by_username(username: str) -> User | None:
    return db.session.scalar(select(User).filter_by(username=username.lower()))


def by_email(email: str) -> User | None:
    return db.session.scalar(select(User).filter_by(email=tidy_email(email)))


def names(ids: Iterable[int | None]) -> dict[int, Person]:
    """The people with these ids, in one query; ids of nobody are left out."""
    wanted = {user_id for user_id in ids if user_id is not None}
    if not wanted:
        return {}
    return {row[0]: Person._make(row) for row in read(_NAMED, {"ids": list(wanted)})}


def people(
    search: str = "",
    state: str | tuple[str, ...] = "active",
    role: str = "",
    limit: int = 50,
    offset: int = 0,
) -> list[Person]:
    """People by last name; ``search`` looks into names, function, user name and establishment."""
    wanted = _filtered(_PERSON, search, state, role)
    rows = db.session.execute(wanted.order_by(User.last_name, User.first_name, User.id).limit(limit).offset(offset))
    return [Person(*row) for row in rows]


def count_awaiting() -> int:
    """How many wait for an organiser."""
    return db.session.scalar(select(func.count(User.id)).where(User.state == "pending")) or 0


def organisers() -> list[User]:
    """The support team, administrators included."""
    wanted = select(User).where(User.state == "active", User.role.in_(("organiser", "administrator")))
    return [user for user in db.session.scalars(wanted.order_by(User.id)) if user.is_organiser]


def invitation_by_token(token: str) -> Invitation | None:
    """The living invitation that this mailed secret opens."""
    return db.session.scalar(select(Invitation).where(Invitation.token_hash == hash_of(token), *_open_invitation()))


def invitation_for(email: str) -> Invitation | None:
    """The living invitation of this address."""
    return db.session.scalar(select(Invitation).where(Invitation.email == tidy_email(email), *_open_invitation()))


def place_of(invitation: Invitation) -> str:
    """The label of the establishment that an invitation names, or nothing."""
    row = db.session.get(Establishment, invitation.establishment_id) if invitation.establishment_id else None
    return row.label if row else ""


def tidy_email(email: str) -> str:
    """The one spelling under which an address is kept."""
    return email.strip().lower()


def _open_invitation() -> tuple:
    return Invitation.accepted_at.is_(None), Invitation.expires_at > now()


def _filtered(wanted: Select, search: str, state: str | tuple[str, ...], role: str) -> Select:
    states = (state,) if isinstance(state, str) else state
    if any(states):
        wanted = wanted.where(User.state.in_(states))
    if role:
        wanted = wanted.where(User.role == role)
    for word in search.lower().split():
        columns = (User.first_name, User.last_name, User.function, User.username, User.email, Establishment.name)
        wanted = wanted.where(or_(*(func.lower(column).contains(word, autoescape=True) for column in columns)))
    return wanted
