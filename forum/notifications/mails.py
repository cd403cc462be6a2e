"""The mails that go with notifications: who, where, the words, one button, and why it came."""

from collections.abc import Iterable
from secrets import token_hex
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import select

from forum.accounts.models import User
from forum.categories.audience import is_open_to_members
from forum.core.db import db
from forum.core.i18n import gettext, ngettext, speaking
from forum.core.mail import Letter, OutboxMail, send_mails
from forum.core.mail.outbox import mail_domain
from forum.core.urls import absolute, with_host
from forum.notifications.kinds import ABOUT_MESSAGES, AGAIN, KINDS
from forum.topics.models import Post

WAITING = ("queued", "failed")
LONGEST = 4_000  # characters of a message quoted in a mail


def write(kind: str, people: dict[int, User], actor: User | None, post: Post | None) -> None:
    """Put the mails of notifications (by key) of one kind, about one thing, into the outbox."""
    for locale in {person.locale for person in people.values()}:
        with speaking(locale):
            send_mails(
                f"notifications.{kind}",
                "notifications/email/message" if post else "notifications/email/account",
                [_letter(kind, told_id, one, post) for told_id, one in people.items() if one.locale == locale],
                sentence=sentence(kind, actor, post),
                reason=str(KINDS[kind].reason),
                paragraphs=paragraphs(post),
                category=post.topic.category.name if post else "",
                url=with_host(post.url) if post else _page_of(kind),
                preferences_url=absolute("notifications.preferences"),
            )


def _letter(kind: str, told_id: int, person: User, post: Post | None) -> Letter:
    about = post.id if post else told_id
    unsubscribe = None if kind == "admitted" else unsubscribe_url(person, kind)
    return Letter(
        recipient=person.email,
        locale=person.locale,
        message_id=f"{kind}-{about}-{person.id}{_again(kind)}@{mail_domain()}",
        headers=headers(f"topic-{post.topic_id}" if post else "", unsubscribe),
        own={"unsubscribe_url": unsubscribe} if unsubscribe else {},
    )


def _again(kind: str) -> str:
    """What tells a mail from one of the same kind about the same message, where there may be several."""
    return f"-{token_hex(4)}" if kind in AGAIN else ""


def sentence(kind: str, actor: User | None, post: Post | None, data: dict[str, Any] | None = None) -> str:
    """« Solène Marquis a répondu dans « Livret d’accueil » »; ``data`` names the meeting that it is about."""
    name, named = actor.display_name if actor else gettext("L’équipe d’appui"), data or {}
    words = {
        "topic": post.topic.title if post else "",
        "meeting": named.get("title", ""),
        "what": named.get("what", ""),
    }
    if others := named.get("others", 0):
        return _of_many(words | {"actor": name}, others)
    return str(KINDS[kind].sentence) % (words | {"actor": name})


def _of_many(words: dict[str, str], others: int) -> str:
    """« Ana Vidal et 2 autres vous remercient … »"""
    return ngettext(
        "%(actor)s et %(num)s autre vous remercient pour votre message dans « %(topic)s »",
        "%(actor)s et %(num)s autres vous remercient pour votre message dans « %(topic)s »",
        others,
        **words,
    )


def paragraphs(post: Post | None) -> list[str]:
    """The words of the message; none when its category is not open to all members: mail travels in the clear."""
    if post is None or not is_open_to_members(post.topic.category_id):
        return []
    text = post.text if len(post.text) <= LONGEST else post.text[:LONGEST].rsplit(" ", 1)[0] + " …"
    return [line for line in text.splitlines() if line.strip()]


def _page_of(kind: str) -> str:
    return absolute("admin.admissions" if kind == "admission" else "home.index")


def headers(about: str, unsubscribe: str | None) -> dict[str, str]:
    """What makes mail clients keep together what is ``about`` one thing, and offer to stop (RFC 8058)."""
    found = {}
    if about:
        thread = f"<{about}@{mail_domain()}>"
        found |= {"References": thread, "In-Reply-To": thread}
    if unsubscribe:
        found |= {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return found


def unsubscribe_url(person: User, kind: str) -> str:
    return absolute("notifications.unsubscribe", token=_signer().dumps([person.id, kind]))


def read_unsubscribe(token: str) -> tuple[int, str] | None:
    """Who stops what, or None when nobody signed this."""
    try:
        user_id, kind = _signer().loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return (user_id, kind) if kind in KINDS else None


def waiting(kinds: Iterable[str] = ABOUT_MESSAGES) -> dict[int, int]:
    """The mails about messages that have not left: mail → message."""
    kinds = [f"notifications.{kind}" for kind in kinds]
    mails = select(OutboxMail.id, OutboxMail.message_id)
    mails = mails.where(OutboxMail.state.in_(WAITING), OutboxMail.kind.in_(kinds))
    return {mail_id: int(name.split("-")[1]) for mail_id, name in db.session.execute(mails)}  # as _letter names them


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="notifications.unsubscribe")
