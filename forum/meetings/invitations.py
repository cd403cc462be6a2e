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


def follow(meeting: Meeting, person: User, *, was_asked_again: bool = False) -> None:
    """Put the date into the person's calendar, or take it out; nothing is sent when the calendar says so already.

    Whoever was out of the space while the meeting moved (``was_asked_again``) has the former date there.
    """
    if not is_expected(meeting, person):
        withdraw(meeting, person)
    elif not sends.is_invited(meeting.uid, person.email) or (
        was_asked_again and sends.is_from_before(meeting.uid, person.email, meeting.modified_at)
    ):
        invite(meeting, person)


def invite(meeting: Meeting, person: User) -> None:
    """Send the date, whatever was sent before."""
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
    return readers_among(meeting.series.category_id, [person.id for person in expected(meeting)])


def expected(meeting: Meeting) -> list[User]:
    """All who are expected; some may be out of the space by now, or out of the category."""
    return list(db.session.scalars(select(User).where(_expected(meeting), User.state == "active").order_by(User.id)))


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
        reason=_reason(meeting, person),
        url=with_host(meeting.url),
        **(answer_urls(meeting, person) if person.is_member else {}),
        **words,
    )


def _reason(meeting: Meeting, person: User) -> str:
    """Why it is cancelled: to members, unless the category is closed."""
    return meeting.cancelled_reason if person.is_member and is_open_to_members(meeting.series.category_id) else ""
