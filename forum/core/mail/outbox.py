"""Putting a mail into the outbox."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template

from forum.core.db import db
from forum.core.i18n import speaking
from forum.core.jobs import enqueue
from forum.core.mail.models import OutboxMail

_is_muted = False


def send_mail(
    kind: str,
    recipient: str,
    template: str,
    *,
    locale: str | None = None,
    message_id: str | None = None,
    headers: dict[str, str] | None = None,
    **context: Any,
) -> OutboxMail:
    """Write a mail from ``<template>.txt`` (whose first line is the subject) and ``<template>.html``.

    It leaves after the commit, and never if the transaction is rolled back. ``message_id`` (without brackets) makes
    mail clients thread it; one is made when none is given. ``headers`` may add ``References``, ``List-Unsubscribe``…
    """
    if _is_muted:
        return OutboxMail(kind=kind, recipient=recipient)
    with speaking(locale):
        subject, _newline, text = render_template(f"{template}.txt", **context).strip().partition("\n")
        html = render_template(f"{template}.html", subject=subject, **context)
    mail = OutboxMail(
        kind=kind,
        recipient=recipient,
        message_id=message_id or f"{secrets.token_hex(16)}@{mail_domain()}",
        subject=re.sub(r"[ \t\r\n]+", " ", subject).strip(),
        text=re.sub(r"\n\s*\n+", "\n\n", text.strip()) + "\n",  # blocks left empty leave no hole
        html=html,
        headers=headers or {},
    )
    db.session.add(mail)
    db.session.flush()
    enqueue("core.deliver_mail", mail.id)
    return mail


@contextmanager
def muted() -> Iterator[None]:
    """Write no mail meanwhile: nobody of the demonstration has a mailbox (the CLI, in a process of its own)."""
    global _is_muted  # noqa: PLW0603  one a process
    _is_muted = True
    try:
        yield
    finally:
        _is_muted = False


def mail_domain() -> str:
    """The right-hand side of the identifiers of our mails."""
    return urlsplit(current_app.config["BASE_URL"]).hostname or "localhost"
