"""Who is told that a registration for a training changes: the person, who registered them, the support team.

The person's own mail leaves from the room of trainings, with the date for the calendar: here they are told in the site.
The others get a mail if their switch says so. What is kept names the training and the date, and nobody.
"""

from typing import Any

from forum.accounts.models import User
from forum.accounts.queries import organisers
from forum.core.db import db
from forum.core.events import listen
from forum.core.i18n import speaking
from forum.core.mail import send_mail
from forum.core.mail.outbox import mail_domain
from forum.core.urls import absolute, with_host
from forum.notifications.actions import note, wanting_mail
from forum.notifications.kinds import KINDS
from forum.notifications.mails import headers, sentence, unsubscribe_url
from forum.trainings.events import RegistrationChanged
from forum.trainings.models import Registration
from forum.trainings.queries.choices import title_of

TOLD = ("confirmed", "waitlisted", "pending:offer", "pending:approval", "cancelled")
QUIET = ("moved", "unconfirmed")  # the next line says it; nobody knew yet


@listen(RegistrationChanged)
def tell(event: RegistrationChanged) -> None:
    """Whoever did it themselves is not told."""
    one = event.registration
    if one.standing not in TOLD or one.reason in QUIET:
        return
    _tell("training_seat", one, one.user_id, event.actor, "trainings.own")
    is_new = not event.before and event.actor is not None
    if not is_new and one.registered_by_id != one.user_id:
        _tell("training_colleague", one, one.registered_by_id, event.actor, "trainings.own")
    if one.standing == "pending:approval":
        for person in organisers():
            _tell("training_request", one, person.id, event.actor, "trainings.desk")


def _tell(kind: str, one: Registration, user_id: int | None, actor: User | None, page: str) -> None:
    person = db.session.get(User, user_id) if user_id else None
    if person is None or not person.is_member or (actor is not None and actor.id == person.id):
        return
    key = {"session_id": one.session_id} if page == "trainings.desk" else {"registration_id": one.id}
    url = absolute(page, **key).removeprefix(with_host(""))
    with speaking(person.locale):
        data = {"title": one.training.title, "what": title_of(one.session), "url": url}
        told = note(kind, [person], actor, data=data)
        if person.id in told and kind != "training_seat" and wanting_mail(kind, [person]):
            _write(kind, person, actor, data, told[person.id])


def _write(kind: str, person: User, actor: User | None, data: dict[str, Any], told_id: int) -> None:
    unsubscribe = unsubscribe_url(person, kind)
    send_mail(
        f"notifications.{kind}",
        person.email,
        "notifications/email/account",
        locale=person.locale,
        message_id=f"{kind}-{told_id}-{person.id}@{mail_domain()}",
        headers=headers("", unsubscribe),
        sentence=sentence(kind, actor, None, data),
        reason=str(KINDS[kind].reason),
        paragraphs=[],
        category="",
        url=with_host(data["url"]),
        unsubscribe_url=unsubscribe,
        preferences_url=absolute("notifications.preferences"),
    )
