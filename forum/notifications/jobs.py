"""Reminders and tidying."""

from datetime import timedelta

from sqlalchemy import delete, select

from forum.accounts.queries import count_awaiting, organisers
from forum.core.clock import now, today
from forum.core.db import db
from forum.core.jobs import periodic
from forum.core.mail import send_mail
from forum.core.mail.outbox import mail_domain
from forum.core.urls import absolute
from forum.notifications.mails import unsubscribe_url
from forum.notifications.models import MailSwitch, Notification


@periodic("notifications.remind_admissions", hour="6")
def remind_admissions() -> None:
    """Every morning, as long as someone waits to be admitted."""
    if not (waiting := count_awaiting()):
        return
    off = set(db.session.scalars(select(MailSwitch.user_id).where(MailSwitch.kind == "admission", ~MailSwitch.is_on)))
    for person in organisers():
        if person.id not in off:
            send_mail(
                "notifications.admission_reminder",
                person.email,
                "notifications/email/waiting",
                locale=person.locale,
                message_id=f"waiting-{today().isoformat()}-{person.id}@{mail_domain()}",
                count=waiting,
                url=absolute("admin.admissions"),
                unsubscribe_url=unsubscribe_url(person, "admission"),
                preferences_url=absolute("notifications.preferences"),
            )


@periodic("notifications.purge", hour="3", minute="20")
def purge() -> None:
    """What someone knew six months ago, or was told a year ago, has had its time."""
    old = (Notification.read_at < now() - timedelta(days=180)) | (Notification.created_at < now() - timedelta(days=365))
    db.session.execute(delete(Notification).where(old))
