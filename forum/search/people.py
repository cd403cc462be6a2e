"""People can be found by name, function and establishment, by members."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.accounts.events import AccountAdmitted, PersonLeft, PersonReturned, ProfileChanged
from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import listen
from forum.directory.events import EstablishmentChecked
from forum.directory.models import Establishment
from forum.search import index
from forum.search.offers import Document, Hit, Source, offer

KIND = "person"


def document(user: User) -> Document:
    return Document(
        kind=KIND,
        subject_id=user.id,
        title=user.display_name,
        body=f"{user.function} {place_of(user)} {user.about}",
        at=user.created_at,
        author_id=user.id,
        for_members=True,
    )


def documents() -> Iterator[Document]:
    members = select(User).where(User.state == "active").options(joinedload(User.establishment))
    return (document(user) for user in db.session.scalars(members))


def hits(_viewer: Any, ids: Iterable[int]) -> dict[int, Hit]:
    found = select(User).where(User.id.in_(list(ids)), User.state == "active").options(joinedload(User.establishment))
    return {user.id: _hit(user) for user in db.session.scalars(found)}


def _hit(user: User) -> Hit:
    address = url_for("accounts.profile", username=user.username)
    words = ", ".join(filter(None, (user.function, place_of(user))))
    return Hit(
        KIND, user.id, address, user.display_name, f"{words}. {user.about}" if user.about else words, author=user
    )


def init() -> None:
    offer(Source(KIND, documents, hits))


def place_of(user: User) -> str:
    """The label of the establishment, as it stands now; a list has loaded them all before."""
    place = db.session.get(Establishment, user.establishment_id) if user.establishment_id else None
    return place.label if place else ""


@listen(AccountAdmitted)
@listen(PersonReturned)
@listen(ProfileChanged)
def index_person(event: AccountAdmitted | PersonReturned | ProfileChanged) -> None:
    """A member is found from the first day, and as they introduce themselves today."""
    if event.user.state == "active":
        index.put(document(event.user))


@listen(PersonLeft)
def forget_person(event: PersonLeft) -> None:
    """Who left is no colleague to look for; what they wrote is found still."""
    index.remove(KIND, event.user.id)


@listen(EstablishmentChecked)
def index_house(event: EstablishmentChecked) -> None:
    """Its name was put right: people are found by the new one."""
    index_people_of(event.establishment)


def index_people_of(place: Establishment) -> None:
    """Index again everyone who works there."""
    for user in db.session.scalars(select(User).filter_by(state="active", establishment_id=place.id)):
        index.put(document(user))
