"""Telling people, and noting that they know."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, insert
from forum.core.mail import OutboxMail
from forum.notifications import mails
from forum.notifications.kinds import ABOUT_MESSAGES, KINDS
from forum.notifications.models import MailSwitch, Notification
from forum.topics.models import Post


def tell(kind: str, people: list[User], *, actor: User | None = None, post: Post | None = None) -> None:
    """Tell each of ``people`` once, in the site and, if their switch says so, by mail."""
    if not people:
        return
    about = {"post_id": post.id if post else None, "topic_id": post.topic_id if post else None}
    told = note(kind, people, actor, **about)
    mails.write(kind, {told[one.id]: one for one in wanting_mail(kind, people) if one.id in told}, actor, post)


def note(kind: str, people: list[User], actor: User | None, **about: Any) -> dict[int, int]:
    """A row for each of ``people``: person → notification; whoever was told of the message before is left out."""
    if not people:
        return {}
    db.session.flush()
    same = {"kind": kind, "actor_id": actor.id if actor else None, **about}
    told = db.session.execute(_telling(), [same | {"user_id": person.id} for person in people])
    return {row["user_id"]: row["id"] for row in told.mappings()}


@lru_cache
def _telling() -> Any:
    """One statement for all of them, without objects; whoever was told of the message before is left out."""
    table = Notification.__table__
    return insert(table).on_conflict_do_nothing().returning(table.c.user_id, table.c.id)


def wanting_mail(kind: str, people: list[User]) -> list[User]:
    """Those of ``people`` whose switch lets this kind through."""
    switches = dict(db.session.execute(_SWITCHES, {"kind": kind, "users": [person.id for person in people]}).all())
    return [person for person in people if switches.get(person.id, KINDS[kind].by_mail)]


_SWITCHES = select(MailSwitch.user_id, MailSwitch.is_on).where(
    MailSwitch.kind == bindparam("kind"), MailSwitch.user_id.in_(bindparam("users", expanding=True))
)


def switch_mail(user: User, kind: str, is_on: bool) -> None:
    """From now on ``user`` gets this kind by mail, or does not."""
    db.session.merge(MailSwitch(user_id=user.id, kind=KINDS[kind].name, is_on=is_on))
    db.session.flush()


def mark_read(user: Any, *conditions: Any) -> None:
    """Note that ``user`` knows of the notifications selected; all of them without a condition."""
    mine = update(Notification).where(Notification.user_id == user.id, Notification.read_at.is_(None), *conditions)
    db.session.execute(mine.values(read_at=now()), execution_options={"synchronize_session": False})


def mark_topic_read(user_id: int, topic_id: int, number: int) -> None:
    """Whoever has seen a message on the page needs no notification of it any more."""
    seen = select(Post.id).where(Post.topic_id == topic_id, Post.number <= number)
    mine = (Notification.user_id == user_id, Notification.topic_id == topic_id, Notification.read_at.is_(None))
    known = update(Notification).where(*mine, Notification.post_id.in_(seen)).values(read_at=now())
    db.session.execute(known, execution_options={"synchronize_session": False})


def take_back(*conditions: Any, kinds: Iterable[str] = ABOUT_MESSAGES) -> None:
    """Keep at home the mails about the messages selected that have not left yet; the bell tells what it still may."""
    about = mails.waiting(kinds)
    gone = set(db.session.scalars(select(Post.id).where(Post.id.in_(set(about.values())), *conditions)))
    ids = [mail_id for mail_id, post_id in about.items() if post_id in gone]
    still = (OutboxMail.id.in_(ids), OutboxMail.state.in_(mails.WAITING))
    db.session.execute(delete(OutboxMail).where(*still), execution_options={"synchronize_session": False})


def take_back_from(user: User) -> None:
    """Whoever is out of the space reads nothing of it any more, mails on their way included."""
    ours = OutboxMail.kind.startswith("notifications.", autoescape=True)
    mine = (OutboxMail.recipient == user.email, OutboxMail.state.in_(mails.WAITING), ours)
    db.session.execute(delete(OutboxMail).where(*mine), execution_options={"synchronize_session": False})
