"""Mail: every message is a row of the outbox, written in the transaction that causes it, sent by the worker."""

from flask import Flask

from forum.core.mail import delivery
from forum.core.mail.models import OutboxMail
from forum.core.mail.outbox import Letter, send_mail, send_mails

__all__ = ["Letter", "OutboxMail", "init_app", "send_mail", "send_mails"]


def init_app(app: Flask) -> None:
    delivery.init_app(app)
