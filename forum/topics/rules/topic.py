"""Who may see a topic, answer in it, keep it in order."""

from typing import Any

from forum.categories.queries import open_to
from forum.core.rules import rule
from forum.topics.models import Topic


@rule("see", Topic)
def can_see(user: Any, topic: Topic) -> bool:
    """Whoever sees the category; a deleted topic, the support team only."""
    return topic.category_id in open_to(user) and (not topic.is_deleted or user.is_organiser)


@rule("reply", Topic)
def can_reply(user: Any, topic: Topic) -> bool:
    category = open_to(user).get(topic.category_id)
    may_write = category is not None and category.rights.reply and user.is_member
    return may_write and topic.is_open and not topic.is_archived and not topic.is_deleted


@rule("solve", Topic)
def can_solve(user: Any, topic: Topic) -> bool:
    """The one who asked, or the support team, where there are questions."""
    return topic.category.has_solutions and can_rename(user, topic)


@rule("rename", Topic)
def can_rename(user: Any, topic: Topic) -> bool:
    """Title and keywords: the author and the support team."""
    is_own = user.is_member and topic.author_id == user.id
    return (user.is_organiser or is_own) and can_see(user, topic) and not (topic.is_deleted or topic.is_archived)


@rule("keep_order", Topic)
def keeps_order(user: Any, _topic: type[Topic]) -> bool:
    """At all, anywhere."""
    return user.is_organiser


@rule("close", Topic)
@rule("pin", Topic)
@rule("move", Topic)
@rule("split", Topic)
@rule("merge", Topic)
@rule("archive", Topic)
def can_keep_order(user: Any, topic: Topic) -> bool:
    return can_keep(user, topic) and not topic.is_deleted and not topic.is_archived


@rule("unarchive", Topic)
def can_unarchive(user: Any, topic: Topic) -> bool:
    return can_keep(user, topic) and topic.is_archived and not topic.is_deleted


@rule("hide", Topic)
def can_hide(user: Any, topic: Topic) -> bool:
    return can_keep(user, topic) and not topic.is_deleted


@rule("show", Topic)
def can_show(user: Any, topic: Topic) -> bool:
    return can_keep(user, topic) and topic.is_hidden


@rule("route", Topic)
def can_route(user: Any, topic: Topic) -> bool:
    """Say where a request stands, or who else answers it."""
    return topic.category.has_states and can_keep_order(user, topic)


@rule("delete", Topic)
def can_delete(user: Any, topic: Topic) -> bool:
    """The support team; the author as long as nobody has answered."""
    alone = topic.author_id == user.id and topic.replies == 0
    may = user.is_organiser or (alone and not topic.is_archived)
    return not topic.is_deleted and user.is_member and can_see(user, topic) and may


@rule("restore", Topic)
def can_restore(user: Any, topic: Topic) -> bool:
    return topic.is_deleted and not topic.is_hidden and can_keep(user, topic)


def can_keep(user: Any, topic: Topic) -> bool:
    return user.is_organiser and can_see(user, topic)
