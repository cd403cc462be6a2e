"""Another title, another category."""

from forum.accounts.models import User
from forum.categories.models import Category
from forum.core.db import db
from forum.core.events import emit
from forum.topics.actions.around import recook_around
from forum.topics.actions.notice import leave_notice
from forum.topics.events import TopicMoved, TopicRenamed
from forum.topics.models import Topic
from forum.topics.slugs import numbered, slug_of


def rename(topic: Topic, actor: User, title: str) -> None:
    """Give the topic this title; its old addresses lead to it still, as only the number in them counts."""
    if topic.title == title:
        return
    recook_around(topic)
    topic.title, topic.slug = title, numbered(slug_of(title), topic.numbering)
    if not (actor.id == topic.author_id and topic.last_number == 1):  # nobody to tell before the first answer
        leave_notice(topic, actor, "renamed")  # the former title is among the versions
    db.session.flush()
    emit(TopicRenamed(topic, actor=actor))


def move(topic: Topic, actor: User, category: Category) -> None:
    """Bring the topic, with all that hangs on it, under the rights of ``category``."""
    former = topic.category_id
    if former == category.id:
        return
    recook_around(topic)
    topic.category, topic.category_id = category, category.id
    if category.has_states and not topic.state:
        topic.state = "solved" if topic.is_solved else "in_progress" if topic.replies else "open"
    elif not category.has_states:
        topic.state = topic.routed_to = topic.routed_reason = ""
    leave_notice(topic, actor, "moved", from_category=former, to_category=category.id)
    emit(TopicMoved(topic, former, actor=actor, before={"category": former}, after={"category": category.id}))
