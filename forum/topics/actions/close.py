"""Ending a conversation, and holding one at the top."""

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.events import emit
from forum.topics.actions.notice import leave_notice
from forum.topics.events import TopicClosed, TopicPinned, TopicReopened, TopicUnpinned
from forum.topics.models import Topic


def close(topic: Topic, actor: User) -> None:
    """Nobody answers any more; everybody reads on."""
    if topic.is_open:
        topic.closed_at = now()
        leave_notice(topic, actor, "closed")
        emit(TopicClosed(topic, actor=actor))


def reopen(topic: Topic, actor: User) -> None:
    if not topic.is_open:
        topic.closed_at = None
        leave_notice(topic, actor, "reopened")
        emit(TopicReopened(topic, actor=actor))


def pin(topic: Topic, actor: User, everywhere: bool = False) -> None:
    """Hold the topic at the top of its category, or of every list."""
    if topic.pinned_at and topic.pinned_everywhere == everywhere:
        return
    topic.pinned_at, topic.pinned_everywhere = now(), everywhere
    leave_notice(topic, actor, "pinned", everywhere=everywhere)
    emit(TopicPinned(topic, actor=actor, after={"everywhere": everywhere}))


def unpin(topic: Topic, actor: User) -> None:
    if topic.pinned_at:
        topic.pinned_at, topic.pinned_everywhere = None, False
        leave_notice(topic, actor, "unpinned")
        emit(TopicUnpinned(topic, actor=actor))
