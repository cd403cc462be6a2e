"""A session as calendars show it."""

from typing import Any

from forum.calendar.entries import Entry
from forum.core.i18n import gettext as _
from forum.trainings.models import TrainingSession

SERIES = "formations"
STATES = {"held": "held", "archived": "held", "cancelled": "cancelled"}  # the others are to come


def entry_of(session: TrainingSession) -> Entry:
    """The date and the place, and nothing about people: it travels by mail and in feeds."""
    return Entry(
        uid=session.uid,
        kind="training",
        key=session.id,
        title=session.training.title,
        starts=session.starts,
        ends=session.ends,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=session.zone,
        url=page_of(session.training.slug, session.id),
        modified_at=session.modified_at,
        place=session.place,
        address=session.address,
        state=state_of(session),
        sequence=session.sequence,
        cancelled_at=session.cancelled_at,
        **looks(),
    )


def page_of(slug: str, session_id: int) -> str:
    """Where the date stands on the page of its training."""
    return f"/formations/{slug}#session-{session_id}"


def state_of(session: Any) -> str:
    """As the calendar says it, of a row or its columns; one put aside after it was cancelled stays cancelled."""
    return "cancelled" if session.cancelled_at else STATES.get(session.state, "scheduled")


def looks() -> dict[str, str]:
    """What all sessions have in common there."""
    return {"series_slug": SERIES, "series_name": _("Formations"), "colour": "gaude"}
