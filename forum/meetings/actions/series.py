"""Series of meetings: what their dates have in common."""

from typing import Any

from sqlalchemy import select

from forum.accounts.models import User
from forum.categories.models import Category
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.meetings.events import SeriesArchived, SeriesChanged, SeriesCreated
from forum.meetings.models import Meeting, Series
from forum.topics.actions import move
from forum.topics.models import Topic
from forum.topics.slugs import slug_of

FACTS = ("name", "short_name", "category_id", "is_public")


def create_series(category: Category, name: str, short_name: str, by: User | None = None, **values: Any) -> Series:
    """The first series of a space is the one whose decisions go by the date alone."""
    is_first = db.session.scalar(select(Series.id).limit(1)) is None
    series = Series(slug=_free_slug(short_name), name=name, short_name=short_name, category=category, **values)
    series.is_first = is_first
    db.session.add(series)
    db.session.flush()
    emit(SeriesCreated(series, actor=by, after={"name": name}))
    return series


def change_series(series: Series, by: User, **values: Any) -> None:
    """Other words, another category: who sees the new one sees the meetings from now on, and what is said of them."""
    before = {name: getattr(series, name) for name in FACTS}
    for name, value in values.items():
        setattr(series, name, value)
    db.session.flush()
    changed = [name for name in FACTS if getattr(series, name) != before[name]]
    if "category_id" in changed:
        _take_topics_along(series, before["category_id"], by)
    after = {name: getattr(series, name) for name in changed}
    emit(SeriesChanged(series, actor=by, before={name: before[name] for name in changed}, after=after))


def archive_series(series: Series, by: User, archived: bool = True) -> None:
    """Offered no longer for new meetings, or offered again; its meetings stay."""
    if (series.archived_at is not None) != archived:
        series.archived_at = now() if archived else None
        db.session.flush()
        emit(SeriesArchived(series, actor=by, after={"archived": archived}))


def _take_topics_along(series: Series, former: int, by: User) -> None:
    """Minutes are told in the topics of meetings. One that somebody moved elsewhere stays there."""
    category = db.session.get_one(Category, series.category_id)
    theirs = select(Topic).join(Meeting, Meeting.topic_id == Topic.id)
    theirs = theirs.where(Meeting.series_id == series.id, Topic.category_id == former)
    for topic in db.session.scalars(theirs.order_by(Topic.id)):
        move(topic, by, category)


def _free_slug(words: str) -> str:
    """The address of the series in the calendar; the second of one name gets a number."""
    wished = slug_of(words)[:60] or "serie"
    taken = set(db.session.scalars(select(Series.slug).where(Series.slug.startswith(wished))))
    return next(slug for n in range(1, len(taken) + 2) if (slug := wished if n == 1 else f"{wished}-{n}") not in taken)
