"""What a person is told."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from forum.categories.queries import visible_ids
from forum.core.db import db, read, table_of
from forum.core.paging import Page, page_of
from forum.meetings.models import Meeting, Series
from forum.notifications.kinds import KINDS
from forum.notifications.models import MailSwitch, Notification
from forum.topics.models import Post, Topic

PER_PAGE = 30


def page(viewer: Any, number: int) -> Page:
    """The notifications of ``viewer``, newest first; those of what they may no longer see are left out."""
    total = db.session.scalar(_counting(), _values(viewer)) or 0
    rows = _mine().options(
        contains_eager(Notification.topic), contains_eager(Notification.post), joinedload(Notification.actor)
    )
    rows = rows.order_by(Notification.created_at.desc(), Notification.id.desc())
    shown = db.session.scalars(rows.offset((number - 1) * PER_PAGE).limit(PER_PAGE), _values(viewer)).all()
    return page_of(list(shown), total, PER_PAGE, number)


def unread_count(viewer: Any) -> int:
    """Counted by kind and category, among which those of the viewer are picked: a statement of one parameter."""
    kinds, places = set(_kinds(viewer)), {None, *visible_ids(viewer)}
    rows = read(_unread(), {"user": viewer.id})
    return sum(number for kind, *about, number in rows if kind in kinds and places.issuperset(about))


def find(viewer: Any, notification_id: int) -> Notification | None:
    return db.session.scalar(_mine().where(Notification.id == notification_id), _values(viewer))


def switches(viewer: Any) -> dict[str, bool]:
    """Which kinds come by mail."""
    mine = select(MailSwitch.kind, MailSwitch.is_on).where(MailSwitch.user_id == viewer.id)
    return {name: kind.by_mail for name, kind in KINDS.items()} | dict(db.session.execute(mine).all())


def _mine() -> Select:
    """The notifications that ``_values`` are about, but those of what their reader may no longer see."""
    places = bindparam("places", expanding=True)
    meetings = select(Meeting.id).join(Series).where(Meeting.id == Notification.meeting_id)
    still_there = and_(Topic.deleted_at.is_(None), Post.deleted_at.is_(None), Topic.category_id.in_(places))
    return (
        select(Notification)
        .outerjoin(Topic, Notification.topic_id == Topic.id)
        .outerjoin(Post, Notification.post_id == Post.id)
        .where(Notification.user_id == bindparam("user"), or_(Notification.topic_id.is_(None), still_there))
        .where(or_(Notification.meeting_id.is_(None), meetings.where(Series.category_id.in_(places)).exists()))
        .where(Notification.kind.in_(bindparam("kinds", expanding=True)))
    )


@lru_cache
def _counting() -> Select:
    return _mine().with_only_columns(func.count())


@lru_cache
def _unread() -> Select:
    """Built once, of tables: the bell is on every page. No category: about no topic, about no meeting."""
    note, topics, posts = table_of(Notification), table_of(Topic), table_of(Post)
    meetings, series = table_of(Meeting), table_of(Series)
    rows = note.outerjoin(topics, topics.c.id == note.c.topic_id).outerjoin(posts, posts.c.id == note.c.post_id)
    rows = rows.outerjoin(meetings, meetings.c.id == note.c.meeting_id)
    rows = rows.outerjoin(series, series.c.id == meetings.c.series_id)
    about = (note.c.kind, topics.c.category_id, series.c.category_id)
    mine = (note.c.user_id == bindparam("user"), note.c.read_at.is_(None))
    there = (topics.c.deleted_at.is_(None), posts.c.deleted_at.is_(None))
    return select(*about, func.count()).select_from(rows).where(*mine, *there).group_by(*about)


def _values(viewer: Any) -> dict[str, Any]:
    return {"user": viewer.id, "places": visible_ids(viewer), "kinds": _kinds(viewer)}


def _kinds(viewer: Any) -> list[str]:
    return [kind.name for kind in KINDS.values() if viewer.is_organiser or not kind.for_staff]
