"""Series of meetings, as their viewer may know of them."""

from typing import Any

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.core.db import db
from forum.core.rules import can
from forum.meetings.models import Series


def open_series(viewer: Any) -> list[Series]:
    """The series that a new meeting may be of, the first one first."""
    return [series for series in arranged(viewer) if series.archived_at is None]


def arranged(viewer: Any) -> list[Series]:
    """All that ``viewer`` arranges."""
    order = (Series.archived_at.is_not(None), Series.is_first.desc(), Series.name)
    rows = db.session.scalars(select(Series).options(joinedload(Series.category)).order_by(*order))
    return [series for series in rows if can(viewer, "arrange", series)]


def get_series(viewer: Any, series_id: int) -> Series:
    """The series, or 404 when ``viewer`` arranges none of this number."""
    series = db.session.get(Series, series_id)
    return series if series and can(viewer, "arrange", series) else abort(404)
