"""The topic of a meeting stays one: the meeting keeps its first message true."""

from sqlalchemy import select

from forum.core.db import db
from forum.meetings.models import Meeting
from forum.topics.order.keepers import keeper


@keeper
def keeps(topic_id: int) -> bool:
    return db.session.scalar(select(Meeting.id).where(Meeting.topic_id == topic_id).limit(1)) is not None
