"""Telling people of a meeting, in the site and by mail.

    tell_of_meeting("agenda_published", meeting, everybody(), actor=event.actor, url=f"{meeting.url}#odj")

Nobody hears of a draft, of what they may not read, or of what they did themselves.
"""

from collections.abc import Callable, Iterable

from sqlalchemy import select

from forum.accounts.models import User
from forum.calendar.words import span
from forum.categories.audience import is_open_to_members
from forum.categories.queries import readers_among
from forum.core.db import db
from forum.core.i18n import LOCALES, speaking
from forum.core.mail import Letter, send_mails
from forum.core.mail.outbox import mail_domain
from forum.core.urls import absolute, with_host
from forum.meetings.models import Meeting
from forum.notifications.actions import note, wanting_mail
from forum.notifications.kinds import KINDS
from forum.notifications.mails import headers, sentence, unsubscribe_url


def everybody() -> list[int]:
    """Everybody who is in the space: ``tell_of_meeting`` leaves out those who may not read."""
    return list(db.session.scalars(select(User.id).where(User.state == "active")))


def by_language(user_ids: Iterable[int]) -> dict[str, list[int]]:
    """The people by the language they read, «» for that of the site."""
    found: dict[str, list[int]] = {}
    for user_id, locale in db.session.execute(select(User.id, User.locale).where(User.id.in_(user_ids))):
        found.setdefault(locale if locale in LOCALES else "", []).append(user_id)
    return found


def tell_of_meeting(
    kind: str,
    meeting: Meeting,
    user_ids: Iterable[int],
    *,
    actor: User | None = None,
    what: str = "",
    url: str = "",
    paragraphs: Iterable[str] = (),
    template: str = "notifications/email/meeting",
    own: Callable[[User], dict[str, str]] = lambda _person: {},
    silent: Iterable[int] = (),
) -> list[User]:
    """Tell each of ``user_ids`` who may read the meeting; the people told.

    ``what`` is named in the sentence (a proposal, an action), ``url`` is the path one is led to (the meeting unless
    told), ``paragraphs`` stand in the mail, unless the category is closed. Those in ``silent`` get no mail: they were
    written to in another way. ``own`` gives the values of one person's copy of ``template``.
    """
    wanted = set(user_ids) - {actor.id if actor else None}
    people = readers_among(meeting.series.category_id, wanted) if wanted and not meeting.is_draft else []
    data = {"meeting_id": meeting.id, "title": meeting.title, "url": url or meeting.url, "what": what}
    told = note(kind, people, actor, meeting_id=meeting.id, data=data)
    kept = set(silent)
    written = {told[one.id]: one for one in wanting_mail(kind, people) if one.id not in kept}
    if not is_open_to_members(meeting.series.category_id):
        data, paragraphs = data | {"what": "…"}, ()
    _write(kind, meeting, written, actor, data, list(paragraphs), template, own)
    return people


def _write(
    kind: str,
    meeting: Meeting,
    people: dict[int, User],
    actor: User | None,
    data: dict[str, str],
    paragraphs: list[str],
    template: str,
    own: Callable[[User], dict[str, str]],
) -> None:
    for locale in {person.locale for person in people.values()}:
        with speaking(locale):
            send_mails(
                f"notifications.{kind}",
                template,
                [_letter(kind, meeting, key, one, own) for key, one in people.items() if one.locale == locale],
                sentence=sentence(kind, actor, None, data),
                reason=str(KINDS[kind].reason),
                paragraphs=paragraphs,
                meeting=meeting,
                when=span(meeting.starts_at, meeting.ends_at),
                url=with_host(data["url"]),
                preferences_url=absolute("notifications.preferences"),
            )


def _letter(kind: str, meeting: Meeting, told_id: int, person: User, own: Callable[[User], dict[str, str]]) -> Letter:
    unsubscribe = unsubscribe_url(person, kind)
    return Letter(
        recipient=person.email,
        locale=person.locale,
        message_id=f"{kind}-{told_id}-{person.id}@{mail_domain()}",
        headers=headers(f"meeting-{meeting.id}", unsubscribe),
        own={"unsubscribe_url": unsubscribe, **own(person)},
    )
