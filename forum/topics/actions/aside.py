"""Putting a topic aside: in the archives, where it is read and found; or out of sight, for the support team alone."""

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.events import emit
from forum.topics.actions.around import recook_around
from forum.topics.actions.notice import leave_notice
from forum.topics.models import Topic
from forum.topics.order.events import TopicArchived, TopicHidden, TopicShown, TopicUnarchived


def archive(topic: Topic, actor: User) -> None:
    """It leaves the lists and changes no more; who searches finds it."""
    if not topic.archived_at:
        topic.archived_at = now()
        leave_notice(topic, actor, "archived")
        emit(TopicArchived(topic, actor=actor))


def unarchive(topic: Topic, actor: User) -> None:
    if topic.archived_at:
        topic.archived_at = None
        leave_notice(topic, actor, "unarchived")
        emit(TopicUnarchived(topic, actor=actor))


def hide(topic: Topic, actor: User) -> None:
    """Out of sight like a deleted one, in every list and for every reader; nothing destroys it."""
    if topic.is_deleted:
        return
    recook_around(topic)
    topic.deleted_at, topic.deleted_by_id, topic.is_hidden = now(), actor.id, True
    leave_notice(topic, actor, "hidden")
    emit(TopicHidden(topic, actor=actor))


def show(topic: Topic, actor: User) -> None:
    if not topic.is_hidden:
        return
    recook_around(topic)
    topic.deleted_at, topic.deleted_by_id, topic.is_hidden = None, None, False
    leave_notice(topic, actor, "shown")
    emit(TopicShown(topic, actor=actor))
