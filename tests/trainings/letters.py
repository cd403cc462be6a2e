"""Mails of trainings, as tests read them."""

import re

from forum.core.mail import OutboxMail

LINK = re.compile(r"http\S+?(/formations/inscription/[^\s/]+(?:/session)?)(?=\s)")


def letters(email: str = "", kind: str = "") -> list[OutboxMail]:
    """What was written, oldest first; ``kind`` without its « trainings. »."""
    wanted = OutboxMail.query.order_by(OutboxMail.id)
    if email:
        wanted = wanted.filter_by(recipient=email)
    return wanted.filter_by(kind=f"trainings.{kind}").all() if kind else wanted.all()


def last(email: str) -> OutboxMail:
    return letters(email)[-1]


def kinds(email: str) -> list[str]:
    return [letter.kind.removeprefix("trainings.") for letter in letters(email)]


def link_in(letter: OutboxMail) -> str:
    """The path behind the button."""
    found = LINK.search(letter.text)
    assert found, letter.text
    assert found[1] in letter.html
    return found[1]


def method_of(letter: OutboxMail) -> str:
    return re.search(r"METHOD:(\w+)", letter.calendar)[1] if letter.calendar else ""


def sequence_of(letter: OutboxMail) -> int:
    return int(re.search(r"(?m)^SEQUENCE:(\d+)", letter.calendar or "")[1])  # type: ignore[index]
