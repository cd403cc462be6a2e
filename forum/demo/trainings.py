"""The training of the demonstration: one day, four sessions in the region from January to March."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from forum.accounts.models import User
from forum.calendar.times import Span, end_of
from forum.core.clock import frozen, now
from forum.core.db import db
from forum.demo.calendar import Calendar
from forum.demo.exchanges import filed
from forum.demo.reading import Paper, facts, table
from forum.directory.models import Establishment
from forum.trainings.actions import admission, describing, documents, questions
from forum.trainings.actions.session import Seating, Sitting, Terms, plan_sessions
from forum.trainings.models import Training, TrainingSession

ANNOUNCED, OPENED, REGISTERED = 20, 14, 9  # days ago
DAY = ((time(9), time(12, 30)), (time(13, 30), time(17)))


def add_training(people: dict[str, User], calendar: Calendar) -> Training:
    """Described, published, its sessions open; people registered, and some wait."""
    data = facts("trainings", calendar)
    training = _describe(people["helene"], calendar, data)
    sessions = _plan(training, people["helene"], calendar, data)
    with frozen(calendar.moment(REGISTERED, "10:05")):
        for row in data["session"]:
            for key in row["taken"]:
                register(sessions[row["city"]], people[key])
        for row in data["guest"]:
            _register_guest(sessions[row["session"]], row, people)
    for session in sessions.values():
        if now() > session.ends_at:
            admission.mark_held(session, people["helene"])
    return training


def _describe(helene: User, calendar: Calendar, data: dict[str, Any]) -> Training:
    """What is not known stays empty: the page says « à confirmer »."""
    with frozen(calendar.moment(ANNOUNCED, "09:15")):
        training = describing.create_training(helene, describing.Facts(**data["training"]))
        describing.publish(training, helene)
        paper = Paper(0, **data["program"])
        documents.add_document(training, filed(paper, helene), helene, paper.title)
        purge = calendar.moved(date(2022, 4, 30))
        question = data["question"] | {"choices": tuple(data["question"]["choices"])}
        questions.ask(training, helene, questions.Question(**question, purge_on=max(purge, calendar.today)))
    return training


def _plan(training: Training, by: User, calendar: Calendar, data: dict[str, Any]) -> dict[str, TrainingSession]:
    """By their cities."""
    terms, found = data["terms"], {}
    seating = Seating(terms["capacity"], per_establishment=terms["per_establishment"])
    with frozen(calendar.moment(OPENED, "14:20")):
        for row in data["session"]:
            day = calendar.moved(row["day"])
            slots = tuple(Span(datetime.combine(day, start), datetime.combine(day, end)) for start, end in DAY)
            before = end_of(day - timedelta(days=7))
            until = Terms(terms["minimum"], offer_hours=terms["offer_hours"], closes_at=before, cancel_until=before)
            own = replace(seating, capacity=row.get("capacity", seating.capacity), reserved=row.get("reserved", 0))
            if row.get("capacity"):
                until = replace(until, minimum=None)
            plan = (Sitting(slots, row["city"], row["department"]), until)
            found[row["city"]] = plan_sessions(training, by, [plan], own, publish=True)[0]
    return found


def register(session: TrainingSession, person: User) -> None:
    """Someone of the network, by themselves."""
    where = _workplace(Establishment.id == person.establishment_id)
    known = {"function": person.function, "user_id": person.id, "locale": person.locale}
    one = admission.Person(person.first_name, person.last_name, person.email, **known, **where)
    _enter(session, one, by=person, source="self")


def _register_guest(session: TrainingSession, row: dict[str, Any], people: dict[str, User]) -> None:
    """Someone without an account: by themselves, their address confirmed, or by a colleague."""
    names = {one["key"]: one["name"] for one in table("establishments")}
    words = {name: row[name] for name in ("first_name", "last_name", "email", "function")}
    where = _workplace(Establishment.name == names[row["establishment"]])
    by = people.get(row.get("by", ""))
    line = _enter(session, admission.Person(**words, **where), by=by, source="colleague" if by else "visitor")
    if by is None and line and line.registration:
        admission.confirm_address(line.registration)


def _workplace(which: Any) -> dict[str, Any]:
    place = db.session.scalar(select(Establishment).where(which).limit(1))
    if place is None:
        return {}
    return {"establishment_id": place.id, "establishment_name": place.name, "department": place.department}


def _enter(session: TrainingSession, one: admission.Person, by: User | None, source: str) -> admission.Line | None:
    """Nobody registers for what takes no registration on that day: the demonstration is loaded at any time of the year."""
    if not session.takes_registrations:
        return None
    return admission.register(session, [one], by=by, source=source)[0]
