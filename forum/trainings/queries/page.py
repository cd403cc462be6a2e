"""The page of a training: whether it may be seen, and the stamp of all it shows, in one statement."""

from functools import lru_cache
from typing import Any, NamedTuple

from flask import abort
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from forum.core.db import db, read, table_of
from forum.core.rules import can
from forum.core.stamps import stamp_of
from forum.trainings.models import Registration, Training, TrainingDocument
from forum.trainings.models.registration import LIVE

TRAININGS, REGISTRATIONS = table_of(Training).c, table_of(Registration).c


class Opened(NamedTuple):
    """What is known of a page before it is drawn."""

    id: int
    slug: str
    title: str
    state: str
    stamp: int | None


def open_page(viewer: Any, slug: str) -> Opened:
    """The page; 404 when there is none that ``viewer`` sees."""
    row = read(_page(), {"slug": slug}).first()
    if row is None or (row.state == "draft" and not can(viewer, "arrange", Training)):
        abort(404)
    return Opened(*row)


def registered(viewer: Any, training_id: int) -> list[Registration]:
    """The viewer's own living registration, and those they made for colleagues, the first one first."""
    keys = read(_registered(), {"training": training_id, "reader": viewer.id}).scalars().all()
    if not keys:
        return []
    rows = select(Registration).where(Registration.id.in_(keys)).options(joinedload(Registration.session))
    return list(db.session.scalars(rows.order_by(Registration.id)))


@lru_cache
def _page() -> Select:
    at = TRAININGS
    return select(at.id, at.slug, at.title, at.state, stamp_of("training", at.id)).where(at.slug == bindparam("slug"))


@lru_cache
def _registered() -> Select:
    at, reader = REGISTRATIONS, bindparam("reader")
    living = select(at.id).where(at.training_id == bindparam("training"), at.state.in_(LIVE))
    return living.where((at.user_id == reader) | (at.registered_by_id == reader))


def documents(training_id: int) -> list[TrainingDocument]:
    """The files on the page, in their order."""
    rows = select(TrainingDocument).where(TrainingDocument.training_id == training_id)
    rows = rows.options(joinedload(TrainingDocument.upload))
    return list(db.session.scalars(rows.order_by(TrainingDocument.position, TrainingDocument.id)))


def get_document(viewer: Any, document_id: int) -> TrainingDocument:
    """The document, or 404 when there is none on a page that ``viewer`` sees."""
    document = db.session.get(TrainingDocument, document_id)
    return document if document and can(viewer, "see", document.training) else abort(404)
