"""What the forms of sessions begin with: a session as it is, or one that new ones are to be like."""

from typing import Any

from forum.calendar.times import wall_of
from forum.trainings.forms.session import WHERE
from forum.trainings.models import TrainingSession


def facts_of(session: TrainingSession) -> dict[str, Any]:
    """What the form of a session begins with."""
    names = ("access", "trainer", "capacity", "minimum", "per_establishment", "reserved", "needs_approval")
    facts = {name: getattr(session, name) for name in (*WHERE, *names, "has_waitlist", "offer_hours")}
    for name, column in (("opens_on", "opens_at"), ("closes_on", "closes_at"), ("cancel_on", "cancel_until")):
        instant = getattr(session, column)
        facts[name] = wall_of(instant).date() if instant else None
    return facts | {"day": session.day, "slots": halves_of(session), "version": str(session.version)}


def halves_of(session: TrainingSession) -> list[dict[str, Any]]:
    day = lambda slot: (slot.starts.date() - session.day).days + 1  # noqa: E731
    return [{"number": day(one), "starts": one.starts.time(), "ends": one.ends.time()} for one in session.slots]


def model_of(session: TrainingSession) -> dict[str, Any]:
    """What new sessions begin with that are like this one: all but the day."""
    facts = facts_of(session)
    place = {name: facts.pop(name) for name in WHERE}
    days = {
        "closes_days": _days_left(session, "closes_on", facts),
        "cancel_days": _days_left(session, "cancel_on", facts),
    }
    return {name: facts[name] for name in facts if name not in ("day", "version")} | days | {"lines": [place]}


def _days_left(session: TrainingSession, name: str, facts: dict[str, Any]) -> int | None:
    day = facts.pop(name)
    return (session.day - day).days if day else None
