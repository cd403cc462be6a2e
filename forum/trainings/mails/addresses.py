"""A member has another address: their registrations and what their calendar is told follow."""

from dataclasses import replace

from sqlalchemy import Select, select

from forum.accounts.events import EmailChanged
from forum.accounts.models import User
from forum.calendar import sends
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import listen
from forum.trainings.actions.admission import Person
from forum.trainings.actions.holding import hold
from forum.trainings.mails.calendars import EXPECTED
from forum.trainings.mails.steps import readdress
from forum.trainings.models import Registration, TrainingSession
from forum.trainings.models.registration import LIVE


@listen(EmailChanged)
def follow_the_address(event: EmailChanged) -> None:
    """Mails go to the new address, with a link that opens; those of the former one are dead."""
    coming = _to_come(event.user, event.former)  # held before calendars are told anything, as everywhere
    sends.readdress(_left_alone(event.user, event.former), event.former, event.user.email)
    for one in coming:
        person = replace(Person.of(one), email=event.user.email)
        if not _is_taken(one, person):
            one.email, one.person = event.user.email, person.key
            db.session.flush()
            readdress(one)


def _left_alone(user: User, email: str) -> Select:
    """The dates for which nobody else of a shared mailbox is expected; the others stay in its calendar."""
    others = select(Registration.session_id).where(Registration.email == email, Registration.state.in_(EXPECTED))
    others = others.where(Registration.user_id.is_distinct_from(user.id))
    return select(TrainingSession.uid).where(TrainingSession.id.not_in(others))


def _to_come(user: User, email: str) -> list[Registration]:
    """Their live registrations to sessions ahead, which are held; as they stand then."""
    mine = (Registration.user_id == user.id, Registration.email == email, Registration.state.in_(LIVE))
    ahead = select(Registration).join(Registration.session).where(*mine, TrainingSession.starts_at > now())
    found = ahead.order_by(Registration.id)
    hold(*(one.session for one in db.session.scalars(found).all()))
    return list(db.session.scalars(found, execution_options={"populate_existing": True}))


def _is_taken(one: Registration, person: Person) -> bool:
    """Has somebody of this name and this address a registration there already?"""
    there = select(Registration.id).where(Registration.training_id == one.training_id, Registration.id != one.id)
    same = there.where(Registration.person == person.key, Registration.state.in_(LIVE))
    return db.session.scalar(same.limit(1)) is not None
