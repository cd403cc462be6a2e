"""Putting a file on the page of a training, taking it off."""

from sqlalchemy import func, select

from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit
from forum.trainings.events import TrainingDocumentAdded, TrainingDocumentRemoved
from forum.trainings.models import Training, TrainingDocument
from forum.uploads.models import Upload


def add_document(training: Training, upload: Upload, by: User, title: str = "") -> TrainingDocument:
    """Whoever sees the page may open the file from now on."""
    here = TrainingDocument.training_id == training.id
    last = db.session.scalar(select(func.max(TrainingDocument.position)).where(here)) or 0
    document = TrainingDocument(training=training, upload=upload, title=title, position=last + 1, added_by_id=by.id)
    db.session.add(document)
    db.session.flush()
    emit(TrainingDocumentAdded(document, actor=by, after={"training": training.id, "name": document.name}))
    return document


def remove_document(document: TrainingDocument, by: User) -> None:
    """Off the page; the file itself is kept by whoever else uses it."""
    told = {"training": document.training_id, "name": document.name}
    emit(TrainingDocumentRemoved(document, actor=by, before=told))
    db.session.delete(document)
    db.session.flush()
