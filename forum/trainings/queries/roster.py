"""Who is registered for a session, for those who arrange it."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.accounts.models import User
from forum.core.db import db
from forum.core.mail import OutboxMail
from forum.trainings.models import (
    Registration,
    RegistrationAnswer,
    RegistrationEvent,
    TrainingQuestion,
    TrainingSession,
)
from forum.trainings.models.registration import HOLDING


@dataclass
class Roster:
    """``seated`` hold a seat, ``asking`` of these wait for an approval; ``unreachable``: addresses that bounce."""

    asking: list[Registration] = field(default_factory=list)
    seated: list[Registration] = field(default_factory=list)
    waiting: list[Registration] = field(default_factory=list)
    gone: list[Registration] = field(default_factory=list)
    unreachable: dict[str, str] = field(default_factory=dict)

    @property
    def live(self) -> list[Registration]:
        return [*self.asking, *self.seated, *self.waiting]


def roster(session: TrainingSession) -> Roster:
    """By last name; the waiting list by rank."""
    rows = select(Registration).where(Registration.session_id == session.id)
    rows = rows.options(joinedload(Registration.registered_by))
    found = Roster()
    for one in db.session.scalars(rows.order_by(Registration.last_name, Registration.first_name, Registration.id)):
        _part(found, one).append(one)
    found.waiting.sort(key=lambda one: one.waitlist_pos or 0)
    found.unreachable = unreachable({one.email for one in found.live})
    return found


def _part(found: Roster, one: Registration) -> list[Registration]:
    if one.pending_for == "approval":
        return found.asking
    if one.state == "waitlisted":
        return found.waiting
    return found.seated if one.state in HOLDING else found.gone


def unreachable(emails: set[str]) -> dict[str, str]:
    """Those of ``emails`` whose last mail could not be delivered, with what the mail server said."""
    last: dict[str, str] = {}
    mails = select(OutboxMail.recipient, OutboxMail.state, OutboxMail.error)
    tried = (OutboxMail.state.in_(("sent", "failed"))) | (OutboxMail.attempts > 0)
    mine = mails.where(OutboxMail.recipient.in_(emails), OutboxMail.kind.startswith("trainings."), tried)
    for email, state, error in db.session.execute(mine.order_by(OutboxMail.id)):
        last[email] = error if state != "sent" else ""
    return {email: error for email, error in last.items() if error}


def history(one: Registration) -> list[tuple[RegistrationEvent, User | None]]:
    """All that happened to it, in order, and by whom."""
    lines = select(RegistrationEvent, User).outerjoin(User, User.id == RegistrationEvent.actor_id)
    mine = lines.where(RegistrationEvent.registration_id == one.id).order_by(RegistrationEvent.id)
    return [(line, actor) for line, actor in db.session.execute(mine)]


def answered(one: Registration) -> list[tuple[str, str]]:
    """(question, answer)."""
    rows = select(TrainingQuestion.wording, RegistrationAnswer.value).join(
        TrainingQuestion, TrainingQuestion.id == RegistrationAnswer.question_id
    )
    mine = rows.where(RegistrationAnswer.registration_id == one.id)
    ordered = mine.order_by(TrainingQuestion.position, TrainingQuestion.id)
    return [(wording, value) for wording, value in db.session.execute(ordered)]
