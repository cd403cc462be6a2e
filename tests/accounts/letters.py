"""Reading the mails of the outbox as their recipients do."""

import re
from urllib.parse import urlsplit

from sqlalchemy import select

from forum.core.db import db
from forum.core.mail import OutboxMail


def letters(email: str) -> list[OutboxMail]:
    """The mails to this address, oldest first."""
    return list(db.session.scalars(select(OutboxMail).filter_by(recipient=email).order_by(OutboxMail.id)))


def link_in(letter: OutboxMail) -> str:
    """The path of the letter's last link (the button)."""
    return urlsplit(re.findall(r"https?://\S+", letter.text)[-1]).path


def last_link(email: str) -> str:
    return link_in(letters(email)[-1])
