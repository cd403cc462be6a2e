"""What a person is told."""

from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from forum.categories.queries import visible_ids
from forum.core.db import db
from forum.core.paging import Page, page_of
from forum.notifications.kinds import KINDS
from forum.notifications.models import MailSwitch, Notification
from forum.topics.models import Post, Topic

PER_PAGE = 30


def page(viewer: Any, number: int) -> Page:
    """The notifications of ``viewer``, newest first; those of what they may no longer see are left out."""
    mine = _mine(viewer)
    total = db.session.scalar(select(func.count()).select_from(mine.subquery())) or 0
    rows = mine.options(
        contains_eager(Notification.topic), contains_eager(Notification.post), joinedload(Notification.actor)
    )
    rows = rows.order_by(Notification.created_at.desc(), Notification.id.desc())
    shown = db.session.scalars(rows.offset((number - 1) * PER_PAGE).limit(PER_PAGE)).all()
    return page_of(list(shown), total, PER_PAGE, number)


def unread_count(viewer: Any) -> int:
    unread = _mine(viewer).where(Notification.read_at.is_(None)).with_only_columns(func.count())
    return db.session.scalar(unread) or 0


def find(viewer: Any, notification_id: int) -> Notification | None:
    return db.session.scalar(_mine(viewer).where(Notification.id == notification_id))


def switches(viewer: Any) -> dict[str, bool]:
    """Which kinds come by mail."""
    mine = select(MailSwitch.kind, MailSwitch.is_on).where(MailSwitch.user_id == viewer.id)
    return {name: kind.by_mail for name, kind in KINDS.items()} | dict(db.session.execute(mine).all())


def _mine(viewer: Any) -> Any:
    still_there = and_(
        Topic.deleted_at.is_(None), Post.deleted_at.is_(None), Topic.category_id.in_(visible_ids(viewer) or [0])
    )
    return (
        select(Notification)
        .outerjoin(Topic, Notification.topic_id == Topic.id)
        .outerjoin(Post, Notification.post_id == Post.id)
        .where(Notification.user_id == viewer.id, or_(Notification.topic_id.is_(None), still_there))
    )
