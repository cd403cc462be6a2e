"""Registrations, as those who may know of them see them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from forum.core.clock import today
from forum.core.db import db
from forum.trainings.models import (
    Registration,
    RegistrationAnswer,
    RegistrationEvent,
    Training,
    TrainingQuestion,
    TrainingSession,
)
from forum.trainings.models.registration import LIVE


def questions(training: Training) -> list[TrainingQuestion]:
    """What registrants are asked besides, in the order of the form; not what would be deleted the next night."""
    asked = select(TrainingQuestion).where(
        TrainingQuestion.training_id == training.id, TrainingQuestion.archived_at.is_(None)
    )
    asked = asked.where(TrainingQuestion.purge_on > today())
    return list(db.session.scalars(asked.order_by(TrainingQuestion.position, TrainingQuestion.id)))


def of_member(training: Training, user_id: int) -> Registration | None:
    """Where this member is registered already."""
    mine = select(Registration).where(Registration.training_id == training.id, Registration.user_id == user_id)
    return db.session.scalar(mine.where(Registration.state.in_(LIVE)).limit(1))


def answers(registration: Registration) -> list[RegistrationAnswer]:
    return list(db.session.scalars(select(RegistrationAnswer).filter_by(registration_id=registration.id)))


def settled_at(registration: Registration) -> datetime:
    """Since when it has stood where it stands."""
    last = select(RegistrationEvent.at).where(RegistrationEvent.registration_id == registration.id)
    return db.session.scalar(last.order_by(RegistrationEvent.id.desc()).limit(1)) or registration.created_at


def mine(user_id: int) -> list[Registration]:
    """The registrations of a member, the next session first."""
    return _listed(Registration.user_id == user_id)


def made_by(user_id: int) -> list[Registration]:
    """Those a member made for colleagues."""
    return _listed(Registration.registered_by_id == user_id)


def ranks(registrations: Iterable[Registration]) -> dict[int, int]:
    """The rank of each that waits, by key, in one query."""
    ids = [one.id for one in registrations if one.waitlist_pos is not None]
    ahead, own = aliased(Registration), Registration
    counted = select(own.id, func.count(ahead.id)).join(ahead, ahead.session_id == own.session_id)
    counted = counted.where(own.id.in_(ids), ahead.state == "waitlisted", ahead.waitlist_pos <= own.waitlist_pos)
    return dict(db.session.execute(counted.group_by(own.id)).all()) if ids else {}  # type: ignore[arg-type]


def _listed(whose) -> list[Registration]:
    about = [joinedload(one) for one in (Registration.session, Registration.training, Registration.registered_by)]
    rows = select(Registration).join(Registration.session).where(whose, Registration.reason != "moved")
    return list(db.session.scalars(rows.options(*about).order_by(TrainingSession.starts_at, Registration.id)))
