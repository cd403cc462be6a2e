"""People can be found by name, function and establishment, by members."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.accounts.models import User
from forum.core.db import db
from forum.search.offers import Document, Hit, Source, offer

KIND = "person"


def document(user: User) -> Document:
    place = user.establishment.label if user.establishment else ""
    return Document(
        kind=KIND,
        subject_id=user.id,
        title=user.display_name,
        body=f"{user.function} {place} {user.about}",
        at=user.created_at,
        author_id=user.id,
    )


def documents() -> Iterator[Document]:
    members = select(User).where(User.state == "active").options(joinedload(User.establishment))
    return (document(user) for user in db.session.scalars(members))


def hits(_viewer: Any, ids: Iterable[int]) -> dict[int, Hit]:
    found = select(User).where(User.id.in_(list(ids)), User.state == "active").options(joinedload(User.establishment))
    return {user.id: _hit(user) for user in db.session.scalars(found)}


def _hit(user: User) -> Hit:
    place = user.establishment.label if user.establishment else ""
    address = url_for("accounts.profile", username=user.username)
    words = ", ".join(filter(None, (user.function, place)))
    return Hit(
        KIND, user.id, address, user.display_name, f"{words}. {user.about}" if user.about else words, author=user
    )


def init() -> None:
    offer(Source(KIND, documents, hits))
