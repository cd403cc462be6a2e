"""Dates on which something happens to a topic by itself. A date is a last day: it ends at midnight in Paris."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from forum.accounts.models import User
from forum.core.clock import midnight
from forum.core.db import db
from forum.core.i18n import day
from forum.core.stamps import touch
from forum.topics.models import TopicTimer


def end_of(last: date | None) -> datetime | None:
    """The midnight after the day."""
    return midnight(last + timedelta(days=1)) if last else None


def last_day(end: datetime) -> str:
    """« 3 mars », for what ends in the night to the 4th."""
    return day(end - timedelta(seconds=1))


def timers_of(topic: Any) -> dict[str, datetime]:
    """What is to happen to the topic, and when."""
    rows = db.session.execute(select(TopicTimer.act, TopicTimer.at).where(TopicTimer.topic_id == topic.id))
    return dict(rows.all())  # type: ignore[arg-type]


def set_timer(topic: Any, act: str, at: datetime | None, by: User) -> None:
    """Have it happen then, in the name of ``by``; never, when there is no date."""
    if at is None:
        drop_timers(topic, act)
    else:
        db.session.merge(TopicTimer(topic_id=topic.id, act=act, at=at, by_id=by.id))
        db.session.flush()
        touch("topic", topic.id)


def drop_timers(topic: Any, *acts: str) -> None:
    db.session.execute(delete(TopicTimer).where(TopicTimer.topic_id == topic.id, TopicTimer.act.in_(acts)))
    touch("topic", topic.id)


def said(**dates: datetime | None) -> dict[str, str]:
    """The dates there are, for notices and for the log."""
    return {name: at.isoformat() for name, at in dates.items() if at}
