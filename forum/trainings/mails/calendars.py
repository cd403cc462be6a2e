"""What calendars are told: a session stands in the calendar of whoever has a seat there, and of nobody else.

Per session and mailbox the SEQUENCE of what is sent rises, and the last METHOD is CANCEL exactly when nobody of that
mailbox is expected: people of one service share theirs.
"""

from sqlalchemy import select

from forum.calendar import sends
from forum.core.db import db
from forum.trainings.entry import entry_of
from forum.trainings.models import Registration

EXPECTED = ("confirmed", "attended", "no_show")


def invite(one: Registration) -> str:
    """The date, newer than whatever was sent to this mailbox before."""
    return sends.invite(entry_of(one.session), one)


def withdraw(one: Registration) -> str | None:
    """What takes the date out of the calendar; None when it is not there, or somebody else of the mailbox comes."""
    return None if _others(one) else sends.withdraw(entry_of(one.session), one)


def _others(one: Registration) -> bool:
    others = select(Registration.id).where(
        Registration.session_id == one.session_id,
        Registration.email == one.email,
        Registration.id != one.id,
        Registration.state.in_(EXPECTED),
    )
    return db.session.scalar(others.limit(1)) is not None
