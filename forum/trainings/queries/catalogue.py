"""All trainings, each with its next sessions."""

from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from forum.core.db import db, read
from forum.core.rules import can
from forum.core.stamps import stamp_of
from forum.trainings.freshness import LISTED
from forum.trainings.models import Training, TrainingSession
from forum.trainings.queries.seats import seats_of
from forum.trainings.queries.sessions import Row


class Offer(NamedTuple):
    """A training and its sessions to come."""

    training: Training
    rows: list[Row]


def stamp() -> int | None:
    """The stamp of all that the list shows."""
    return read(_stamp()).scalar()


@lru_cache
def _stamp() -> Select:
    return select(stamp_of(*LISTED))


def offers(viewer: Any) -> dict[str, list[Offer]]:
    """The trainings that ``viewer`` sees, by their state: published ones with the next date first."""
    arranges = can(viewer, "arrange", Training)
    shown = ("draft", "published", "archived") if arranges else ("published",)
    trainings = db.session.scalars(select(Training).where(Training.state.in_(shown)).order_by(Training.title)).all()
    rows = _rows([one.id for one in trainings], arranges)
    ahead = [row for row in rows if row.is_ahead]
    found = [Offer(one, [row for row in ahead if row.session.training_id == one.id]) for one in trainings]
    found.sort(key=lambda offer: (not offer.rows, offer.rows[0].session.starts_at.timestamp() if offer.rows else 0))
    return {state: [offer for offer in found if offer.training.state == state] for state in shown}


def _rows(training_ids: list[int], with_drafts: bool) -> list[Row]:
    wanted = select(TrainingSession).where(TrainingSession.training_id.in_(training_ids))
    if not with_drafts:
        wanted = wanted.where(TrainingSession.state != "draft")
    sessions = db.session.scalars(wanted.order_by(TrainingSession.starts_at, TrainingSession.id)).all()
    seats = seats_of(sessions) if sessions else {}
    return [Row(one, seats[one.id]) for one in sessions]
