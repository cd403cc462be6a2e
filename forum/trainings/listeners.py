"""What happens elsewhere, and what it means here."""

from sqlalchemy import select

from forum.accounts.events import AccountAdmitted, PersonLeft
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import listen
from forum.trainings.actions import admission
from forum.trainings.actions.admission import Person
from forum.trainings.models import Registration, TrainingSession
from forum.trainings.models.registration import LIVE


@listen(PersonLeft)
def free_their_seats(event: PersonLeft) -> None:
    """Whoever left the network comes to no session; the seats go to the next. One session after the other, in order."""
    mine = select(Registration).join(Registration.session).where(Registration.user_id == event.user.id)
    mine = mine.where(Registration.state.in_(LIVE), TrainingSession.starts_at > now())
    for registration in db.session.scalars(mine.order_by(TrainingSession.id)).all():
        admission.cancel(registration, "left", event.actor)


@listen(AccountAdmitted)
def find_their_registrations(event: AccountAdmitted) -> None:
    """Whoever registered as a visitor, under this name and this address, finds that among their own."""
    user = event.user
    person = Person(user.first_name, user.last_name, user.email)
    theirs = select(Registration).where(Registration.person == person.key, Registration.user_id.is_(None))
    for registration in db.session.scalars(theirs):
        registration.user_id = user.id
    db.session.flush()
