"""What was set for a date happens then, once, in the name of who set it."""

from collections.abc import Callable

from sqlalchemy import delete, select

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.jobs import periodic
from forum.topics import actions
from forum.topics.actions.numbers import hold
from forum.topics.models import Topic, TopicTimer
from forum.topics.order.timers import timers_of

ACTS: dict[str, Callable[[Topic, User], None]] = {
    "close": lambda topic, by: actions.close(topic, by, until=timers_of(topic).get("open")),
    "open": actions.reopen,
    "unpin": actions.unpin,
}


@periodic("topics.timers", minute="*/5")
def keep_dates() -> None:
    """Topic by topic, in the order of their keys, each held: whoever else does this finds the timer gone."""
    due = select(TopicTimer.topic_id).where(TopicTimer.at <= now())
    for topic_id in sorted(set(db.session.scalars(due))):
        (topic,) = hold(topic_id)
        mine = delete(TopicTimer).where(TopicTimer.topic_id == topic_id, TopicTimer.at <= now())
        taken = db.session.execute(mine.returning(TopicTimer.at, TopicTimer.act, TopicTimer.by_id)).all()
        for _at, act, by_id in sorted(taken):
            ACTS[act](topic, db.session.get_one(User, by_id))
