"""What tests of minutes begin with: a meeting that took place, an organiser, a text."""

from datetime import datetime, time, timedelta
from typing import Any

from forum.core.clock import today
from forum.core.db import db
from forum.meetings.actions import minutes as acts
from forum.meetings.blocks import Block
from forum.meetings.models import Minutes
from tests.makers import make_meeting, make_organiser, make_series, make_topic


def held_meeting(**facts: Any):
    """A meeting of a month ago, with its topic."""
    series = facts.pop("series", None) or make_series(is_first=True)
    starts = facts.pop("starts", None) or datetime.combine(today() - timedelta(days=30), time(10))
    topic = facts.pop("topic", None) or make_topic(category=series.category)
    return make_meeting(series=series, starts=starts, state="held", topic_id=topic.id, **facts)


def decision(text: str, key: str = "", **facts: Any) -> Block:
    return Block(id=key, kind="decision", text=text, **facts)


def action(text: str, key: str = "", **facts: Any) -> Block:
    return Block(id=key, kind="action", text=text, **facts)


def information(text: str, key: str = "", **facts: Any) -> Block:
    return Block(id=key, text=text, **facts)


def written(*blocks: Block, meeting=None, author=None) -> Minutes:
    """Minutes that say these blocks, still a draft."""
    author = author or make_organiser()
    minutes = acts.start(meeting or held_meeting(), author)
    acts.save(minutes, author, blocks, minutes.number)
    return minutes


def published(*blocks: Block, meeting=None, author=None) -> Minutes:
    """The same, read again, approved and published."""
    author = author or make_organiser()
    minutes = written(*blocks, meeting=meeting, author=author)
    acts.settle(minutes, author, "review", minutes.number)
    acts.settle(minutes, author, "approved", minutes.number)
    acts.publish(minutes, author, minutes.number)
    db.session.commit()
    return minutes
