"""Where registrants work, when the directory changes."""

from sqlalchemy import update

from forum.core.db import db
from forum.directory.models import Establishment
from forum.trainings.models import Registration


def move_house(gone: Establishment, kept: Establishment) -> None:
    """Who is registered from ``gone`` counts for ``kept`` from now on; past its share, nobody loses their seat."""
    there = update(Registration).where(Registration.establishment_id == gone.id)
    db.session.execute(there.values(establishment_id=kept.id, house=str(kept.id)))
