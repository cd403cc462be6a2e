"""What every space starts with: the network's own series of meetings, and the dimensions that are known."""

from sqlalchemy import select

from forum.categories.models import Category
from forum.core.db import db
from forum.directory.models import Dimension
from forum.meetings.actions.series import create_series
from forum.meetings.models import Series

DIMENSIONS = ("territoriale", "partenariale", "collaborative")  # an administrator adds the others
CATEGORY = "reunions"


def create_defaults() -> Series | None:
    """The series COOP, whose dates everybody sees, and the dimensions; what is there already is left as it is."""
    if db.session.scalar(select(Dimension.id).limit(1)) is None:
        db.session.add_all(Dimension(name=name, position=place) for place, name in enumerate(DIMENSIONS, start=1))
    if found := db.session.scalar(select(Series).order_by(Series.id).limit(1)):
        return found
    category = db.session.scalar(select(Category).where(Category.slug == CATEGORY))
    return create_series(category, "Réunions du COOP", "COOP", is_public=True) if category else None
