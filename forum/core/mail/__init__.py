"""Mail: every message is a row of the outbox, written in the transaction that causes it, sent by the worker."""

from flask import Flask

from forum.core.mail import delivery
from forum.core.mail.models import OutboxMail
from forum.core.mail.outbox import send_mail

__all__ = ["OutboxMail", "init_app", "send_mail"]


def init_app(app: Flask) -> None:
    delivery.init_app(app)
