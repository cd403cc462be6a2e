"""Taking a message or a topic away, and putting it back within thirty days."""

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.topics.actions.around import recook_around
from forum.topics.actions.notice import leave_notice
from forum.topics.actions.numbers import recount
from forum.topics.actions.solve import unsolve
from forum.topics.events import PostDeleted, PostRestored, TopicDeleted, TopicRestored
from forum.topics.models import Post, Topic


def delete_post(post: Post, actor: User) -> None:
    """Hide the message; the first one takes its topic along."""
    if post.is_first:
        delete_topic(post.topic, actor)
    elif not post.is_deleted:
        post.deleted_at, post.deleted_by_id = now(), actor.id
        db.session.flush()
        recount(post.topic)
        if post.topic.solution_number == post.number:
            unsolve(post.topic, actor)
        emit(PostDeleted(post, actor=actor))


def restore_post(post: Post, actor: User) -> None:
    if post.is_first:
        restore_topic(post.topic, actor)
    elif post.is_deleted:
        post.deleted_at = post.deleted_by_id = None
        db.session.flush()
        recount(post.topic)
        emit(PostRestored(post, actor=actor))


def delete_topic(topic: Topic, actor: User) -> None:
    """Hide the topic with all its messages."""
    if topic.is_deleted:
        return
    recook_around(topic)
    topic.deleted_at, topic.deleted_by_id = now(), actor.id
    leave_notice(topic, actor, "deleted")
    emit(TopicDeleted(topic, actor=actor))


def restore_topic(topic: Topic, actor: User) -> None:
    if not topic.is_deleted or topic.is_hidden:
        return
    recook_around(topic)
    topic.deleted_at = topic.deleted_by_id = None
    leave_notice(topic, actor, "restored")
    emit(TopicRestored(topic, actor=actor))
