"""Keeping the list of dimensions. None is ever deleted: decisions are sorted by them for years."""

from typing import Any

from sqlalchemy import select

from forum.core.db import db
from forum.core.events import emit
from forum.directory.events import DimensionAdded, DimensionRenamed
from forum.directory.models import Dimension


def all_dimensions() -> list[Dimension]:
    return list(db.session.scalars(select(Dimension).order_by(Dimension.position, Dimension.id)))


def add_dimension(name: str, by: Any = None) -> Dimension:
    """At the end of the list."""
    dimension = Dimension(name=name, position=max((one.position for one in all_dimensions()), default=0) + 1)
    db.session.add(dimension)
    db.session.flush()
    emit(DimensionAdded(dimension, actor=by, after={"name": name}))
    return dimension


def rename_dimension(dimension: Dimension, name: str, by: Any) -> None:
    before, dimension.name = dimension.name, name
    db.session.flush()
    if before != name:
        emit(DimensionRenamed(dimension, actor=by, before={"name": before}, after={"name": name}))


def move_up(dimension: Dimension) -> None:
    """One place up; the first one stays."""
    order = all_dimensions()
    here = order.index(dimension)
    order.insert(max(0, here - 1), order.pop(here))
    for position, one in enumerate(order, start=1):
        one.position = position
    db.session.flush()
