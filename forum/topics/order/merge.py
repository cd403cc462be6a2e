"""Making one topic of two."""

from sqlalchemy import delete, select

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.topics.actions.notice import leave_notice
from forum.topics.actions.tag import MOST
from forum.topics.models import Topic, TopicMerger, TopicTag
from forum.topics.order.events import TopicsMerged
from forum.topics.order.timers import drop_timers
from forum.topics.order.transfer import transfer


def merge(source: Topic, target: Topic, actor: User) -> None:
    """All messages of ``source`` go into ``target``, by date, and its address leads there for ever; or AlreadyDone."""
    count = transfer(source, target)
    target.views += source.views
    _unite_tags(source, target)
    drop_timers(source, "close", "open", "unpin")
    source.deleted_at, source.deleted_by_id, source.pinned_at = now(), actor.id, None
    db.session.add(TopicMerger(topic_id=source.id, into_id=target.id))
    leave_notice(target, actor, "merged", other=source.id, count=count)
    emit(TopicsMerged(target, actor=actor, before={"topic": source.id}, after={"posts": count}))


def _unite_tags(source: Topic, target: Topic) -> None:
    """As many keywords as a topic may have, its own first."""
    own, theirs = (
        list(db.session.scalars(select(TopicTag.tag_id).where(TopicTag.topic_id == topic.id).order_by(TopicTag.tag_id)))
        for topic in (target, source)
    )
    more = [tag_id for tag_id in theirs if tag_id not in own][: max(MOST - len(own), 0)]
    db.session.add_all(TopicTag(topic_id=target.id, tag_id=tag_id) for tag_id in more)
    db.session.execute(delete(TopicTag).where(TopicTag.topic_id == source.id))
    db.session.flush()
