"""Putting mails into the outbox."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template
from sqlalchemy import insert

from forum.core.db import db, table_of
from forum.core.i18n import speaking
from forum.core.jobs import enqueue
from forum.core.mail.models import OutboxMail

_is_muted = False
_SECRET = secrets.token_hex(16)


@dataclass(frozen=True)
class Letter:
    """One person's copy of a mail. ``own``: values that differ from copy to copy, and stand in no condition;
    ``calendar``: an invitation (text/calendar, with its METHOD) that the copy carries."""

    recipient: str
    locale: str = ""
    message_id: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    calendar: str | None = None


@dataclass(frozen=True)
class Words:
    """A mail as rendered in one language."""

    subject: str
    text: str
    html: str

    def filled(self, own: dict[str, str]) -> "Words":
        """With the values of one copy in the places kept for them."""
        subject, text, html = self.subject, self.text, self.html
        for name, value in own.items():
            text, html = text.replace(_place(name), value), html.replace(_place(name), value)
        return Words(subject, text, html)


def send_mail(
    kind: str,
    recipient: str,
    template: str,
    *,
    locale: str | None = None,
    message_id: str | None = None,
    headers: dict[str, str] | None = None,
    calendar: str | None = None,
    **context: Any,
) -> None:
    """Write a mail from ``<template>.txt`` (whose first line is the subject) and ``<template>.html``.

    It leaves after the commit, and never if the transaction is rolled back. ``message_id`` (without brackets) makes
    mail clients thread it; one is made when none is given. ``headers`` may add ``References``, ``List-Unsubscribe``…;
    ``calendar`` is an invitation, as ``forum.calendar.sends`` writes them.
    """
    letter = Letter(recipient, locale or "", message_id or "", headers or {}, calendar=calendar)
    send_mails(kind, template, [letter], **context)


def send_mails(kind: str, template: str, letters: list[Letter], **context: Any) -> None:
    """Write the same mail to several people; it is rendered once a language, so that many cost little more than one."""
    if _is_muted or not letters:
        return
    mails = []
    for locale, copies in groupby(sorted(letters, key=lambda letter: letter.locale), key=lambda letter: letter.locale):
        same_language = list(copies)
        places = {name: _place(name) for letter in same_language for name in letter.own}
        words = _render(template, locale, context | places)
        mails += [_mail(kind, letter, words.filled(letter.own)) for letter in same_language]
    db.session.flush()
    enqueue("core.deliver_mail", *sorted(db.session.scalars(_ADDING, mails)))


# Of the table: one statement for many mails, and no objects.
_ADDING = insert(table_of(OutboxMail)).returning(OutboxMail.__table__.c.id)


def _render(template: str, locale: str, context: dict[str, Any]) -> Words:
    with speaking(locale):
        subject, _newline, text = render_template(f"{template}.txt", **context).strip().partition("\n")
        html = render_template(f"{template}.html", subject=subject, **context)
    whole = re.sub(r"\n\s*\n+", "\n\n", text.strip()) + "\n"  # blocks left empty leave no hole
    return Words(re.sub(r"[ \t\r\n]+", " ", subject).strip(), whole, html)


def _mail(kind: str, letter: Letter, words: Words) -> dict[str, Any]:
    return {
        "kind": kind,
        "recipient": letter.recipient,
        "message_id": letter.message_id or f"{secrets.token_hex(16)}@{mail_domain()}",
        "subject": words.subject,
        "text": words.text,
        "html": words.html,
        "headers": letter.headers,
        "calendar": letter.calendar,
    }


def _place(name: str) -> str:
    """What stands in the rendered mail where a copy's own value goes; nobody can know it, so nobody can type it."""
    return f"{_SECRET}-{name}"


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
