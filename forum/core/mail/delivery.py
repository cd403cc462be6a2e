"""Sending what stands in the outbox: claim, hand over, note. A server that is away delays mail and loses none."""

import smtplib
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from functools import lru_cache
from typing import Any

import css_inline
from flask import Flask
from sqlalchemy import delete, func, select, update

from forum.core.clock import now
from forum.core.db import db
from forum.core.i18n import lazy
from forum.core.jobs import enqueue, job, periodic
from forum.core.logs import log
from forum.core.mail import transports
from forum.core.mail.models import OutboxMail
from forum.core.mail.outbox import mail_domain
from forum.core.settings import SITE_NAME, setting

BACK_OFF = [1, 5, 15, 60, 120, 240, 480, 720, 1440, 1440]  # minutes; then it has failed
STUCK = timedelta(minutes=10)
FROM = setting("core.mail_from", str, "", lazy("Adresse d’expédition des courriels"))


def init_app(app: Flask) -> None:
    app.extensions["mail_transport"] = transports.make(app)


@job("core.deliver_mail")
def deliver(*mail_ids: int) -> None:
    """Send mails, each unless another process has it or has sent it."""
    for mail_id in mail_ids:
        if _claim(mail_id):
            _send(mail_id)


def _send(mail_id: int) -> None:
    mail = db.session.get_one(OutboxMail, mail_id, populate_existing=True)
    try:
        transports.current().send(compose(mail), mail.recipient)
    except (OSError, smtplib.SMTPException, ValueError) as error:  # ValueError: it cannot be written down as a mail
        _retry_later(mail, error)
    else:
        mail.state, mail.sent_at, mail.error = "sent", now(), ""
    db.session.commit()


def compose(mail: OutboxMail) -> EmailMessage:
    """The message as it travels: a text part and an HTML part, both in UTF-8; the invitation that it carries."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = mail.subject
    message["From"] = formataddr((SITE_NAME.value, sender()))
    message["To"] = mail.recipient
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{mail.message_id}>"
    message["Auto-Submitted"] = "auto-generated"
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.text)
    message.add_alternative(_inliner().inline(mail.html), subtype="html")
    if mail.calendar:
        _invite(message, mail.calendar)
    return message


def _invite(message: EmailMessage, calendar: str) -> None:
    """As one of the ways to read the mail, which calendars look at, and as a file, for programs that show no other."""
    method = calendar.partition("METHOD:")[2].partition("\r\n")[0]
    how: dict[str, Any] = {
        "subtype": "calendar",
        "cte": "base64",
        "params": {"method": method},
    }  # base64: lines as they are
    message.add_alternative(calendar, **how)
    message.add_attachment(calendar, filename="invite.ics", **how)


def sender() -> str:
    return FROM.value or f"intersession@{mail_domain()}"


@periodic("core.sweep_mail", minute="*")
def sweep() -> None:
    """Queue again what is due, and what a killed worker left half-way."""
    stuck = (OutboxMail.state == "sending") & (OutboxMail.next_try_at < now() - STUCK)
    db.session.execute(update(OutboxMail).where(stuck).values(state="queued", next_try_at=now()))
    due = (OutboxMail.state == "queued") & (OutboxMail.next_try_at <= now())
    if mail_ids := db.session.scalars(select(OutboxMail.id).where(due).order_by(OutboxMail.id).limit(200)).all():
        enqueue("core.deliver_mail", *mail_ids)


@periodic("core.purge_mail", hour="3")
def purge() -> None:
    """A mail that left thirty days ago, or never could, is no one's business any more."""
    ended = OutboxMail.state.in_(("sent", "failed"))
    at = func.coalesce(OutboxMail.sent_at, OutboxMail.next_try_at)
    db.session.execute(delete(OutboxMail).where(ended, at < now() - timedelta(days=30)))


def _claim(mail_id: int) -> bool:
    """Take the mail for this process alone, and say so to the others before the long part begins."""
    due = (OutboxMail.state == "queued") & (OutboxMail.next_try_at <= now())
    claim = update(OutboxMail).where(OutboxMail.id == mail_id, due).values(state="sending", next_try_at=now())
    taken = db.session.scalar(claim.returning(OutboxMail.id), execution_options={"synchronize_session": False})
    db.session.commit()
    return taken is not None


def _retry_later(mail: OutboxMail, error: Exception) -> None:
    mail.attempts += 1
    mail.error = f"{type(error).__name__}: {error}"[:500]
    if mail.attempts > len(BACK_OFF) or _is_final(error):
        mail.state = "failed"
    else:
        mail.state, mail.next_try_at = "queued", now() + timedelta(minutes=BACK_OFF[mail.attempts - 1])
    log.warning("mail not sent", mail=mail.id, attempts=mail.attempts, error=type(error).__name__)


def _is_final(error: Exception) -> bool:
    """Does the server say for good that there is no such mailbox? Asking again would change nothing."""
    refused = error.recipients.values() if isinstance(error, smtplib.SMTPRecipientsRefused) else ()
    return bool(refused) and all(code >= 500 for code, _words in refused)


@lru_cache(maxsize=1)
def _inliner() -> css_inline.CSSInliner:
    """Style rules go into the elements; those in @media stay, for phones and dark themes."""
    return css_inline.CSSInliner(keep_style_tags=True, keep_at_rules=True, load_remote_stylesheets=False)
