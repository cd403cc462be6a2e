"""A training with eight sessions in the region, most of them full: the page that visitors come for."""

from datetime import datetime, time, timedelta

from sqlalchemy import insert

from forum.calendar.times import instant_of
from forum.core.db import db
from forum.markup import cook
from forum.trainings.mentions import NAMES
from forum.trainings.models import Registration, Slot, Training, TrainingSession

SLUG = "une-journee-de-formation"
SESSIONS, SEATS, WAITING = 8, 15, 4
DEPARTMENTS = ("11", "12", "30", "31")
HALVES = ((time(9), time(12, 30)), (time(13, 30), time(17)))


def train(today: datetime) -> None:
    """Write it down."""
    said = "- Ce que l’on dit ici, en une phrase\n- Et ce que l’on ajoute, en une autre qui est plus longue"
    texts = {"texts": dict.fromkeys(NAMES, said), "html": dict.fromkeys(NAMES, cook(said).html)}
    facts = {"title": "Une journée de formation", "state": "published", "provider": "Un organisme", "created_by_id": 2}
    db.session.execute(insert(Training), [{"id": 1, "slug": SLUG, **facts, **texts}])
    first = (today + timedelta(days=30)).date()
    days = [first + timedelta(days=9 * number) for number in range(SESSIONS)]
    db.session.execute(insert(TrainingSession), [_session(number, day) for number, day in enumerate(days, start=1)])
    halves = [(number, *_walls(day, half)) for number, day in enumerate(days, start=1) for half in HALVES]
    db.session.execute(insert(Slot), [_slot(*half) for half in halves])
    people = range(SESSIONS * (SEATS + WAITING))
    db.session.execute(insert(Registration), [_registration(number) for number in people])


def _walls(day, half) -> tuple[datetime, datetime]:
    return datetime.combine(day, half[0]), datetime.combine(day, half[1])


def _session(number: int, day) -> dict:
    starts, ends = datetime.combine(day, HALVES[0][0]), datetime.combine(day, HALVES[1][1])
    return {
        "id": number,
        "uid": f"session-{number}@mesures.example",
        "training_id": 1,
        "state": "open",
        "starts": starts,
        "ends": ends,
        "starts_at": instant_of(starts),
        "ends_at": instant_of(ends),
        "city": f"Ville {number}",
        "department": DEPARTMENTS[number % len(DEPARTMENTS)],
        "venue": "Salle des fêtes",
        "capacity": SEATS if number % 4 else SEATS * 2,
        "created_by_id": 2,
    }


def _slot(session_id: int, starts: datetime, ends: datetime) -> dict:
    times = {"starts_at": instant_of(starts), "ends_at": instant_of(ends)}
    return {"session_id": session_id, "starts": starts, "ends": ends, **times}


def _registration(number: int) -> dict:
    """Of each session fifteen have a seat, and four wait; they have no account."""
    place = number % (SEATS + WAITING)
    names = {"first_name": "Prénom", "last_name": f"Nom{number}", "email": f"personne{number}@mesures.example"}
    return names | {
        "training_id": 1,
        "session_id": 1 + number // (SEATS + WAITING),
        "state": "confirmed" if place < SEATS else "waitlisted",
        "waitlist_pos": None if place < SEATS else place,
        "person": f"personne{number}@mesures.example nom{number}",
        "code": f"code-{number}",
    }
