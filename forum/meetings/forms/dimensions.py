"""The dimensions that one may choose; an administrator keeps the list."""

from sqlalchemy import select

from forum.core.db import db
from forum.directory.models import Dimension


def dimension_choices(nothing: str) -> list[tuple[str, str]]:
    """Keys and names, behind an empty choice that reads ``nothing``."""
    rows = db.session.execute(select(Dimension.id, Dimension.name).order_by(Dimension.position, Dimension.id))
    return [("", nothing), *((str(row.id), row.name) for row in rows)]
