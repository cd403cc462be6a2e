"""What calendars of people are told of a meeting: it is in the calendar of whoever is expected, and of nobody else.

Per meeting and person the SEQUENCE of what is sent rises, and the last METHOD is CANCEL exactly when they are not
expected (``calendar.sends``). Call these while the meeting is held.
"""

from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from forum.accounts.models import User
from forum.calendar import sends
from forum.calendar.words import span
from forum.categories.audience import is_open_to_members
from forum.categories.queries import readers_among
from forum.core.db import db
from forum.core.i18n import speaking
from forum.core.mail import send_mail
from forum.core.mail.outbox import mail_domain
from forum.core.urls import with_host
from forum.meetings.entry import entry_of
from forum.meetings.links import answer_urls
from forum.meetings.models import Meeting, Presence


def follow(meeting: Meeting, person: User) -> None:
    """Put the date into the person's calendar, or take it out; nothing is sent when the calendar says so already."""
    if not is_expected(meeting, person):
        withdraw(meeting, person)
    elif not sends.is_invited(meeting.uid, person.email):
        _send("coming", meeting, person, sends.invite(entry_of(meeting), person))


def stand_in(meeting: Meeting, substitute: User, name: str) -> bool:
    """Put the date into the calendar of whoever comes for the person called ``name``; False when it stands there."""
    if sends.is_invited(meeting.uid, substitute.email) or not is_expected(meeting, substitute):
        return False
    _send("substitute", meeting, substitute, sends.invite(entry_of(meeting), substitute), name=name)
    return True


def stand_down(meeting: Meeting, substitute: User, name: str) -> bool:
    """Take the date out of the calendar of whoever came for that person alone; was it there?"""
    return not is_expected(meeting, substitute) and withdraw(meeting, substitute, "substitute_ended", name=name)


def withdraw(meeting: Meeting, person: User, kind: str = "not_coming", **words: Any) -> bool:
    """Take the date out of the person's calendar, if it is there; was it?"""
    if calendar := sends.withdraw(entry_of(meeting), person):
        _send(kind, meeting, person, calendar, **words)
    return calendar is not None


def renew(meeting: Meeting, person: User, *, is_moved: bool) -> None:
    """Send the date anew: of a meeting that moved, asking again whether it suits; or with another address."""
    _send("renewed", meeting, person, sends.invite(entry_of(meeting), person), is_moved=is_moved)


def is_expected(meeting: Meeting, person: User) -> bool:
    """They said they come, or they come for someone and did not say that they do not."""
    return db.session.scalar(select(User.id).where(User.id == person.id, _expected(meeting))) is not None


def coming(meeting: Meeting) -> list[User]:
    """The members who are expected, and may still read the meeting."""
    return readers_among(
        meeting.series.category_id, db.session.scalars(select(User.id).where(_expected(meeting))).all()
    )


def _expected(meeting: Meeting) -> ColumnElement[bool]:
    """A condition on ``User``."""
    own, other = aliased(Presence), aliased(Presence)
    mine = select(own.user_id).where(own.meeting_id == meeting.id)
    named = select(other.substitute_id).where(other.meeting_id == meeting.id, other.answer == "represented")
    stands_in = User.id.in_(named.where(other.substitute_id.is_not(None)))
    return or_(
        User.id.in_(mine.where(own.answer == "yes")),
        stands_in & User.id.not_in(mine.where(own.answer.in_(("no", "represented")))),
    )


def _send(kind: str, meeting: Meeting, person: User, calendar: str, **words: Any) -> None:
    with speaking(person.locale):
        when = span(meeting.starts_at, meeting.ends_at)
    send_mail(
        f"meetings.{kind}",
        person.email,
        f"meetings/email/{kind}",
        locale=person.locale,
        headers={name: f"<meeting-{meeting.id}@{mail_domain()}>" for name in ("References", "In-Reply-To")},
        calendar=calendar,
        meeting=meeting,
        when=when,
        reason=meeting.cancelled_reason if is_open_to_members(meeting.series.category_id) else "",
        url=with_host(meeting.url),
        **answer_urls(meeting, person),
        **words,
    )
