"""Files hang on messages: who sees the message sees the file."""

from typing import Any

from sqlalchemy import select

from forum.categories.queries import visible_ids
from forum.core.db import db
from forum.topics.models import Post, PostUpload, Topic
from forum.uploads.models import Upload
from forum.uploads.rules import offer_owner


def init() -> None:
    offer_owner(shows, uses)


def shows(viewer: Any, upload: Upload) -> bool:
    """Does the viewer see a message that carries the file?"""
    query = (
        select(Post.id)
        .join(PostUpload, PostUpload.post_id == Post.id)
        .join(Topic)
        .where(PostUpload.upload_id == upload.id, Topic.category_id.in_(visible_ids(viewer)))
    )
    if not viewer.is_organiser:
        query = query.where(Post.deleted_at.is_(None), Topic.deleted_at.is_(None))
    return db.session.scalar(query.limit(1)) is not None


def uses(ids: list[int]) -> set[int]:
    """Those of the files that a message carries, deleted ones included: they can be restored."""
    return set(db.session.scalars(select(PostUpload.upload_id).where(PostUpload.upload_id.in_(ids))))
