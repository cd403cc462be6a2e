"""What calendars of people are told of a meeting: it is in the calendar of whoever comes, and of nobody else.

Per meeting and person the SEQUENCE of what is sent rises, and the last METHOD is CANCEL exactly when they do not come
(``calendar.sends``). Call these while the meeting is held.
"""

from sqlalchemy import select

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


def follow(meeting: Meeting, person: User, is_coming: bool) -> None:
    """Put the date into the person's calendar, or take it out; nothing is sent when the calendar says so already."""
    if is_coming and not sends.is_invited(meeting.uid, person.email):
        _send("coming", meeting, person, sends.invite(entry_of(meeting), person))
    elif not is_coming:
        withdraw(meeting, person)


def withdraw(meeting: Meeting, person: User) -> bool:
    """Take the date out of the person's calendar, if it is there; was it?"""
    if calendar := sends.withdraw(entry_of(meeting), person):
        _send("not_coming", meeting, person, calendar)
    return calendar is not None


def renew(meeting: Meeting, person: User) -> None:
    """Send the date of a meeting that moved, and ask again whether it suits."""
    _send("coming", meeting, person, sends.invite(entry_of(meeting), person), is_moved=True)


def coming(meeting: Meeting) -> list[User]:
    """The members who said they come, and may still read the meeting."""
    yes = select(Presence.user_id).where(Presence.meeting_id == meeting.id, Presence.answer == "yes")
    return readers_among(meeting.series.category_id, db.session.scalars(yes).all())


def _send(kind: str, meeting: Meeting, person: User, calendar: str, is_moved: bool = False) -> None:
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
        is_moved=is_moved,
        reason=meeting.cancelled_reason if is_open_to_members(meeting.series.category_id) else "",
        url=with_host(meeting.url),
        **answer_urls(meeting, person),
    )
