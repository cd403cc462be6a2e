"""The mails that go with notifications: who, where, the words, one button, and why it came."""

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from forum.accounts.models import User
from forum.categories.models import Category, CategoryRight
from forum.core.db import db
from forum.core.i18n import gettext, speaking
from forum.core.mail import send_mail
from forum.core.mail.outbox import mail_domain
from forum.core.urls import absolute, with_host
from forum.groups.models import Group
from forum.notifications.kinds import KINDS
from forum.notifications.models import Notification
from forum.topics.models import Post

LONGEST = 4_000  # characters of a message quoted in a mail


def write(notification: Notification, person: User, actor: User | None, post: Post | None) -> None:
    """Put the mail of ``notification`` into the outbox, in the language of ``person``."""
    kind = KINDS[notification.kind]
    with speaking(person.locale):
        context = {
            "sentence": sentence(notification.kind, actor, post),
            "reason": str(kind.reason),
            "paragraphs": paragraphs(post),
            "post": post,
            "actor": actor,
            "url": target(notification, post),
        }
    unsubscribe = None if kind.name == "admitted" else unsubscribe_url(person, kind.name)
    send_mail(
        f"notifications.{kind.name}",
        person.email,
        "notifications/email/message" if post else "notifications/email/account",
        locale=person.locale,
        message_id=f"{kind.name}-{post.id if post else notification.id}-{person.id}@{mail_domain()}",
        headers=_headers(post, unsubscribe),
        unsubscribe_url=unsubscribe,
        preferences_url=absolute("notifications.preferences"),
        **context,
    )


def sentence(kind: str, actor: User | None, post: Post | None) -> str:
    """« Solène Marquis a répondu dans « Livret d’accueil » »."""
    name = actor.display_name if actor else gettext("L’équipe d’appui")
    return str(KINDS[kind].sentence) % {"actor": name, "topic": post.topic.title if post else ""}


def paragraphs(post: Post | None) -> list[str]:
    """The words of the message; none when its category is not open to all members: mail travels in the clear."""
    if post is None or not _is_open_to_members(post.topic.category):
        return []
    text = post.text if len(post.text) <= LONGEST else post.text[:LONGEST].rsplit(" ", 1)[0] + " …"
    return [line for line in text.splitlines() if line.strip()]


def target(notification: Notification, post: Post | None) -> str:
    if post:
        return with_host(post.url)
    return absolute("admin.admissions" if notification.kind == "admission" else "home.index")


def _is_open_to_members(category: Category) -> bool:
    return bool(
        db.session.query(CategoryRight)
        .join(Group)
        .filter(CategoryRight.category_id == category.id, CategoryRight.can_see)
        .filter(Group.slug.in_(("membres", "visiteurs")))
        .count()
    )


def _headers(post: Post | None, unsubscribe: str | None) -> dict[str, str]:
    """What makes mail clients keep a topic together, and offer to stop (RFC 8058)."""
    headers = {}
    if post:
        thread = f"<topic-{post.topic_id}@{mail_domain()}>"
        headers |= {"References": thread, "In-Reply-To": thread}
    if unsubscribe:
        headers |= {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def unsubscribe_url(person: User, kind: str) -> str:
    return absolute("notifications.unsubscribe", token=_signer().dumps([person.id, kind]))


def read_unsubscribe(token: str) -> tuple[int, str] | None:
    """Who stops what, or None when nobody signed this."""
    try:
        user_id, kind = _signer().loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return (user_id, kind) if kind in KINDS else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="notifications.unsubscribe")
