"""What forms of trainings are sent, right unless told otherwise."""

from datetime import timedelta

from forum.core.clock import today
from forum.trainings.mentions import NAMES

HALVES = {
    "slots-0-number": "1", "slots-0-starts": "09:00", "slots-0-ends": "12:30",
    "slots-1-number": "1", "slots-1-starts": "13:30", "slots-1-ends": "17:00",
}  # fmt: skip
TERMS = {"capacity": "15", "per_establishment": "3", "reserved": "0", "has_waitlist": "y"}


def description(**facts: str) -> dict[str, str]:
    """A whole description, of seven hours."""
    said = {name: f"Ce qu’il faut dire : {name}." for name in NAMES}
    return (
        {"title": "La coordination", "minutes": "7 h", "modality": "in_person", "provider": "Un organisme"}
        | said
        | facts
    )


def season(*days: int, **facts: str) -> dict[str, str]:
    """A session so many days ahead each, open at once."""
    sent = HALVES | TERMS | {"closes_days": "7", "cancel_days": "7", "publish": "y"}
    for number, ahead in enumerate(days):
        day = (today() + timedelta(days=ahead)).isoformat()
        sent |= {
            f"lines-{number}-day": day,
            f"lines-{number}-city": f"Ville {number}",
            f"lines-{number}-department": "31",
        }
    return sent | facts


def changes(session, **facts: str) -> dict[str, str]:
    """The form of a session as it is, but for ``facts``."""
    sent = HALVES | TERMS | {"day": session.day.isoformat(), "version": str(session.version)}
    place = {name: getattr(session, name) for name in ("city", "department", "venue", "address")}
    return sent | place | {"capacity": str(session.capacity)} | facts
