"""The page of a training: whether it may be seen, and the stamp of all it shows, in one statement."""

from typing import Any, NamedTuple

from flask import abort
from sqlalchemy import select
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
    names = (TRAININGS.id, TRAININGS.slug, TRAININGS.title, TRAININGS.state)
    row = read(select(*names, stamp_of("training", TRAININGS.id)).where(TRAININGS.slug == slug)).first()
    if row is None or (row.state == "draft" and not can(viewer, "arrange", Training)):
        abort(404)
    return Opened(*row)


def registered(viewer: Any, training_id: int) -> list[Registration]:
    """The viewer's own living registration, and those they made for colleagues, the first one first."""
    at = REGISTRATIONS
    here = (at.training_id == training_id, at.state.in_(LIVE))
    concerned = (at.user_id == viewer.id) | (at.registered_by_id == viewer.id)
    keys = read(select(at.id).where(*here, concerned)).scalars().all()
    if not keys:
        return []
    rows = select(Registration).where(Registration.id.in_(keys)).options(joinedload(Registration.session))
    return list(db.session.scalars(rows.order_by(Registration.id)))


def documents(training_id: int) -> list[TrainingDocument]:
    """The files on the page, in their order."""
    rows = select(TrainingDocument).where(TrainingDocument.training_id == training_id)
    rows = rows.options(joinedload(TrainingDocument.upload))
    return list(db.session.scalars(rows.order_by(TrainingDocument.position, TrainingDocument.id)))


def get_document(viewer: Any, document_id: int) -> TrainingDocument:
    """The document, or 404 when there is none on a page that ``viewer`` sees."""
    document = db.session.get(TrainingDocument, document_id)
    return document if document and can(viewer, "see", document.training) else abort(404)
