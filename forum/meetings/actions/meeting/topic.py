"""The topic of a meeting: opened with it, its first message kept true."""

from collections.abc import Callable
from contextlib import suppress

from forum.accounts.models import User
from forum.core.db import db
from forum.markup import CannotCook
from forum.meetings.models import Meeting
from forum.meetings.titles import opening
from forum.topics.actions import StaleEdit, create_topic, edit_post
from forum.topics.queries.find import first_post


def open_topic(meeting: Meeting, by: User) -> None:
    """Open the topic in the category of the series, unless the meeting has one."""
    if meeting.topic_id is None:
        meeting.topic = create_topic(meeting.series.category, by, meeting.title, opening(meeting))
        db.session.flush()


def rewrite_opening(meeting: Meeting, by: User) -> Callable[[], None]:
    """Call it before a change, and what it gives after: a first message that nobody edited then says what is true."""
    before, title = opening(meeting), meeting.title

    def rewrite() -> None:
        topic = meeting.topic
        if topic is None or topic.is_deleted:
            return
        post = first_post(topic)
        body = opening(meeting) if post.body == before else post.body
        renamed = meeting.title if topic.title == title else None
        with suppress(StaleEdit, CannotCook):
            edit_post(post, by, body, post.version, title=renamed)

    return rewrite
