"""The small line in a topic that says what was done to it."""

from typing import Any

from sqlalchemy import update

from forum.accounts.models import User
from forum.core.db import db
from forum.topics.actions.numbers import take_number
from forum.topics.models import Post, Topic, TopicReader


def leave_notice(topic: Topic, actor: User, verb: str, **facts: Any) -> Post:
    """Write it under the next number. It moves nothing up, and is no news for those who had read everything."""
    db.session.flush()  # what was done to the row, before it is read afresh
    number = take_number(topic)
    post = Post(
        topic=topic, number=number, author_id=actor.id, kind="notice", notice={"verb": verb} | facts, body="", html=""
    )
    db.session.add(post)
    up_to_date = (TopicReader.topic_id == topic.id, TopicReader.last_read == number - 1)
    db.session.execute(update(TopicReader).where(*up_to_date).values(last_read=number))
    db.session.flush()
    return post
