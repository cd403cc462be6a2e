"""Giving a mail another chance."""

from forum.accounts.models import User
from forum.admin.events import MailQueuedAgain
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.core.jobs import enqueue
from forum.core.mail import OutboxMail


def queue_again(mail: OutboxMail, by: User) -> bool:
    """Send a mail that waits or failed as soon as possible; False if it has left meanwhile."""
    if mail.state not in ("queued", "failed"):
        return False
    before = mail.state
    mail.state, mail.attempts, mail.next_try_at = "queued", 0, now()
    db.session.flush()
    emit(MailQueuedAgain(mail, actor=by, before={"state": before}, after={"state": "queued"}))
    enqueue("core.deliver_mail", mail.id)
    return True
