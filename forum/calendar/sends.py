"""The messages sent to people's calendars: each newer than the one before, the last one true.

    letter = Letter(person.email, person.locale, calendar=sends.invite(entry, person))

Per event and person the SEQUENCE of what is sent strictly rises, and the last METHOD is CANCEL exactly when the person
is not expected.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import case, select, update

from forum.accounts.queries import tidy_email
from forum.calendar.entries import Entry
from forum.calendar.ical import cancellation, invitation
from forum.calendar.ical.event import Organizer
from forum.calendar.models import Sent
from forum.core.clock import now
from forum.core.db import db, insert
from forum.core.i18n import speaking


def invite(entry: Entry, person: Any, organizer: Organizer | None = None, partstat: str = "ACCEPTED") -> str:
    """The invitation to send to ``person`` (``email``, ``display_name``) now; it supersedes what they were sent."""
    numbered = entry.with_sequence(_note(entry, person, "REQUEST"))
    with speaking(getattr(person, "locale", "")):
        return invitation(numbered, person, organizer, partstat)


def withdraw(entry: Entry, person: Any, organizer: Organizer | None = None) -> str | None:
    """The message that takes the event out of the calendar of ``person``; None when it never was, or no longer is."""
    if not is_invited(entry.uid, person.email):
        return None
    numbered = entry.with_sequence(_note(entry, person, "CANCEL"))
    with speaking(getattr(person, "locale", "")):
        return cancellation(numbered, person, organizer)


def is_invited(uid: str, email: str) -> bool:
    """Does the last message say that this person is expected?"""
    return db.session.scalar(select(Sent.method).where(*_to(uid, email))) == "REQUEST"


def is_withdrawn(uid: str, email: str) -> bool:
    """Was this person expected, and told that the date is gone?"""
    return db.session.scalar(select(Sent.method).where(*_to(uid, email))) == "CANCEL"


def is_from_before(uid: str, email: str, moment: datetime) -> bool:
    """Is the last message to this person older than ``moment``?"""
    at = db.session.scalar(select(Sent.sent_at).where(*_to(uid, email)))
    return at is not None and at < moment


def readdress(uids: Any, former: str, email: str) -> None:
    """What was sent of these events to a person's ``former`` address counts for the new one, unless something was sent
    there already. ``uids``: a query."""
    known = select(Sent.uid).where(Sent.email == tidy_email(email))
    mine = update(Sent).where(Sent.email == tidy_email(former), Sent.uid.in_(uids), Sent.uid.not_in(known))
    db.session.execute(mine.values(email=tidy_email(email)), execution_options={"synchronize_session": False})


def _note(entry: Entry, person: Any, method: str) -> int:
    """Take the next number, in one statement: of two messages at once, one gets the higher one."""
    at = now()
    first = insert(Sent).values(
        uid=entry.uid, email=tidy_email(person.email), sequence=entry.sequence, method=method, sent_at=at
    )
    after, own = Sent.sequence + 1, first.excluded.sequence
    values = {"sequence": case((own > after, own), else_=after), "method": method, "sent_at": at}
    noted = first.on_conflict_do_update(index_elements=["uid", "email"], set_=values)
    return db.session.scalar(noted.returning(Sent.sequence), execution_options={"synchronize_session": False})


def _to(uid: str, email: str) -> tuple:
    return Sent.uid == uid, Sent.email == tidy_email(email)
