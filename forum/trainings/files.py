"""Files lie on the pages of trainings: whoever sees the page may open them."""

from typing import Any

from sqlalchemy import select

from forum.core.db import db
from forum.core.rules import can
from forum.trainings.models import Training, TrainingDocument
from forum.uploads.models import Upload
from forum.uploads.rules import offer_owner


def init() -> None:
    offer_owner(shows, uses)


def shows(viewer: Any, upload: Upload) -> bool:
    """Does the file lie on the page of a training that the viewer sees?"""
    pages = select(Training).join(TrainingDocument).where(TrainingDocument.upload_id == upload.id)
    return any(can(viewer, "see", training) for training in db.session.scalars(pages))


def uses(ids: list[int]) -> set[int]:
    """Those of the files that lie on a page."""
    found = select(TrainingDocument.upload_id).where(TrainingDocument.upload_id.in_(ids))
    return set(db.session.scalars(found))
