"""Visits: when someone was last here, noted in batches. A visit ends after half an hour without a page."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, update

from forum.accounts.models import User, UserSession
from forum.core import tallies
from forum.core.db import db

VISIT_ENDS = timedelta(minutes=30)
OFTEN_ENOUGH = timedelta(seconds=60)


def note_seen(user_id: int, session_id: int, at: datetime, noted: datetime | None) -> None:
    """Note that the person was here ``at``, unless that was ``noted`` less than a minute ago."""
    if noted is None or at - noted >= OFTEN_ENOUGH:
        tallies.count("accounts.seen", (user_id, session_id), at)


@tallies.tally("accounts.seen", merge=max)
def store_seen(batch: dict[Any, datetime]) -> None:
    """Write when people and their browsers were last seen; the end of the visit before, when a new one began."""
    for (user_id, session_id), at in sorted(batch.items()):
        seen = update(UserSession).where(UserSession.id == session_id).values(last_seen_at=at)
        db.session.execute(seen, execution_options={"synchronize_session": False})
        new_visit = User.last_seen_at < at - VISIT_ENDS
        here = update(User).where(User.id == user_id, func.coalesce(User.last_seen_at, User.created_at) <= at)
        values = {
            "previous_visit_at": case((new_visit, User.last_seen_at), else_=User.previous_visit_at),
            "last_seen_at": at,
        }
        db.session.execute(here.values(values), execution_options={"synchronize_session": False})
