"""A training of the demonstration that is over: who came, what they hold and what they said of it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from forum.accounts.models import User
from forum.calendar.times import Span
from forum.core.clock import PARIS, frozen
from forum.core.db import db
from forum.demo.calendar import Calendar
from forum.demo.reading import facts
from forum.demo.trainings import DAY, register
from forum.trainings.actions import admission, attendance, certificates, describing, questionnaires
from forum.trainings.actions.session import Seating, Sitting, Terms, plan_sessions
from forum.trainings.models import Questionnaire, Registration, Training, TrainingSession

ANNOUNCED, REGISTERED, WITHDRAWN, HELD = 200, 166, 152, 145  # days ago
CAPACITY, PER_ESTABLISHMENT = 14, 3


def hold_training(people: dict[str, User], calendar: Calendar) -> Training:
    """Announced, held on one day, certified two days later; nearly everybody answered."""
    data, helene = facts("held", calendar), people["helene"]
    with frozen(calendar.moment(ANNOUNCED, "10:20")):
        training = describing.create_training(helene, describing.Facts(**data["training"]))
        describing.publish(training, helene)
        session = _plan(training, helene, calendar, data["session"])
        asked = questionnaires.start(training, "hot", helene)
        questionnaires.open_(asked, helene)
    _fill(session, people, calendar, data["people"])
    _hold(session, people, data["people"])
    with frozen(session.ends_at + timedelta(hours=2)):
        questionnaires.invite_all()
    with frozen(session.ends_at + timedelta(days=2)):
        certificates.issue_all(session, helene)
        _answer(asked, _present(session), data["sheet"])
    return training


def _plan(training: Training, by: User, calendar: Calendar, where: dict[str, str]) -> TrainingSession:
    day = calendar.moment(HELD, "09:00").astimezone(PARIS).date()
    slots = tuple(Span(datetime.combine(day, start), datetime.combine(day, end)) for start, end in DAY)
    seating = Seating(CAPACITY, per_establishment=PER_ESTABLISHMENT)
    return plan_sessions(training, by, [(Sitting(slots, **where), Terms())], seating, publish=True)[0]


def _fill(session: TrainingSession, people: dict[str, User], calendar: Calendar, who: dict[str, list[str]]) -> None:
    with frozen(calendar.moment(REGISTERED, "11:40")):
        for key in (*who["whole"], *who["morning"], *who["absent"], *who["cancelled"]):
            register(session, people[key])
    with frozen(calendar.moment(WITHDRAWN, "17:30")):
        for key in who["cancelled"]:
            admission.cancel(_of(session, people[key]), "withdrawn", by=people[key])


def _hold(session: TrainingSession, people: dict[str, User], who: dict[str, list[str]]) -> None:
    """Checked in at the door, half-day by half-day; closed in the evening."""
    morning, afternoon = session.slots
    for slot, keys in ((morning, who["whole"] + who["morning"]), (afternoon, who["whole"])):
        with frozen(slot.starts_at - timedelta(minutes=5)):
            for key in keys:
                attendance.sign(slot, _of(session, people[key]), people["helene"])
    with frozen(session.ends_at + timedelta(minutes=10)):
        attendance.close_day(session, people["helene"])


def _answer(asked: Questionnaire, present: list[Registration], sheets: list[dict[str, Any]]) -> None:
    scales = [question.id for question in asked.questions if question.kind == "scale"]
    useful, better = (question.id for question in asked.questions if question.kind == "text")
    for one, sheet in zip(present, sheets, strict=False):
        said = {key: (str(note),) for key, note in zip(scales, sheet["notes"], strict=True)}
        words = {useful: sheet.get("useful"), better: sheet.get("better")}
        questionnaires.answer(asked, one, said | {key: (text,) for key, text in words.items() if text})


def _of(session: TrainingSession, person: User) -> Registration:
    return db.session.scalars(select(Registration).filter_by(session_id=session.id, user_id=person.id)).one()


def _present(session: TrainingSession) -> list[Registration]:
    there = select(Registration).filter_by(session_id=session.id, state="attended")
    return list(db.session.scalars(there.order_by(Registration.id)))
