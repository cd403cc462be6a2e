"""A network that meets: forty dates of a series, the last ones to come; the next one with all that a meeting holds."""

from datetime import datetime, time, timedelta

from sqlalchemy import insert

from bench.dataset.scale import Scale
from forum.calendar.times import instant_of
from forum.core.db import db
from forum.meetings.models import AgendaItem, ItemVote, Meeting, Presence, Workshop
from forum.meetings.setup import create_defaults

MEETINGS, AHEAD = 40, 6  # of them so many to come
NEXT = MEETINGS - AHEAD + 1  # the key of the next one
EVERY = timedelta(weeks=6)
COMING, ITEMS, PROPOSALS, WORKSHOPS = 60, 9, 8, 3


def meet(scale: Scale, today: datetime) -> None:
    """Write them down."""
    series = create_defaults()
    if series is None:
        raise ValueError("Nowhere to talk about meetings.")
    first = datetime.combine((today + timedelta(days=20)).date(), time(10)) - EVERY * (NEXT - 1)
    rows = [_meeting(number, series.id, first + EVERY * (number - 1), today) for number in range(1, MEETINGS + 1)]
    db.session.execute(insert(Meeting), rows)
    people = range(2, min(COMING, scale.members) + 2)
    db.session.execute(insert(Presence), [_coming(number, NEXT, today) for number in people])
    db.session.execute(insert(AgendaItem), [_item(number) for number in range(1, ITEMS + PROPOSALS + 1)])
    voted = [{"item_id": ITEMS + 1 + n % PROPOSALS, "user_id": n, "cast_at": today} for n in people]
    db.session.execute(insert(ItemVote), voted)
    db.session.execute(insert(Workshop), [_workshop(number, rows[NEXT - 1]["starts"]) for number in range(WORKSHOPS)])


def _meeting(number: int, series_id: int, starts: datetime, today: datetime) -> dict:
    ends = starts.replace(hour=16, minute=30)
    return {
        "id": number,
        "uid": f"reunion-{number}@mesures.example",
        "series_id": series_id,
        "title": f"Réunion du réseau n° {number}",
        "state": "scheduled" if number >= NEXT else "held",
        "starts": starts,
        "ends": ends,
        "starts_at": instant_of(starts),
        "ends_at": instant_of(ends),
        "place": "Carcassonne",
        "created_at": today,
        "created_by_id": 2,
        "modified_at": today,
    }


def _coming(user_id: int, meeting_id: int, today: datetime) -> dict:
    return {
        "meeting_id": meeting_id,
        "user_id": user_id,
        "answer": "yes" if user_id % 4 else "no",
        "answered_at": today,
    }


def _item(number: int) -> dict:
    is_proposal = number > ITEMS
    return {
        "id": number,
        "meeting_id": NEXT,
        "title": f"Point n° {number}",
        "why": "Comparer nos pratiques, et en garder une page chacun.",
        "minutes": 30,
        "state": "proposed" if is_proposal else "accepted",
        "position": number,
        "proposed_by_id": number + 2 if is_proposal else None,
    }


def _workshop(number: int, starts: datetime) -> dict:
    begin = starts + timedelta(hours=1)
    words = {"title": f"Atelier n° {number + 1}", "capacity": 20, "position": number}
    return {"meeting_id": NEXT, "starts": begin, "ends": begin + timedelta(hours=1)} | words
