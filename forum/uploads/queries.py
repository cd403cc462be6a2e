"""Finding uploads."""

from collections.abc import Iterable

from flask import abort
from sqlalchemy import select

from forum.core.db import db
from forum.core.rules import can
from forum.uploads.models import Upload


def get_upload(viewer, token: str) -> Upload:
    """The file, or 404: whether it exists is nobody else's business."""
    upload = db.session.scalar(select(Upload).where(Upload.token == token))
    if upload is None or not can(viewer, "see", upload):
        abort(404)
    return upload


def by_tokens(tokens: Iterable[str]) -> list[Upload]:
    """The files that exist among ``tokens``, in their order."""
    wanted = list(dict.fromkeys(tokens))
    if not wanted:
        return []
    found = {u.token: u for u in db.session.scalars(select(Upload).where(Upload.token.in_(wanted)))}
    return [found[token] for token in wanted if token in found]
