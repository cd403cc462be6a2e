"""Who may see a message, change it, take it away. Notices belong to nobody."""

from typing import Any

from forum.core.rules import rule
from forum.topics.models import Post
from forum.topics.rules.topic import can_see as can_see_topic


@rule("write", Post)
def can_write(user: Any, _post: type[Post]) -> bool:
    """Write at all, anywhere: what the preview asks."""
    return user.is_member


@rule("see", Post)
def can_see(user: Any, post: Post) -> bool:
    """Whoever sees the topic; a deleted message, its author and the support team."""
    return can_see_topic(user, post.topic) and (not post.is_deleted or user.is_organiser or _is_own(user, post))


@rule("thank", Post)
def can_thank(user: Any, post: Post) -> bool:
    """Every member who reads it, but for one's own; a closed topic too is read and found useful."""
    return can_mark(user, post) and post.author_id != user.id


@rule("bookmark", Post)
def can_mark(user: Any, post: Post) -> bool:
    return user.is_member and _is_message(post) and not post.is_deleted and can_see(user, post)


@rule("edit", Post)
def can_edit(user: Any, post: Post) -> bool:
    """One's own for ever, even in a closed topic; the support team's hand is everywhere it sees."""
    return _is_message(post) and not post.is_deleted and _is_own_or_kept(user, post)


@rule("see_revisions", Post)
def can_see_revisions(user: Any, post: Post) -> bool:
    """The author and the support team: an edit often takes out what should not have been said."""
    return _is_message(post) and _is_own_or_kept(user, post)


@rule("delete", Post)
def can_delete(user: Any, post: Post) -> bool:
    """One's own, and any for the support team; the first message goes with its topic."""
    return not post.is_first and can_edit(user, post)


@rule("restore", Post)
def can_restore(user: Any, post: Post) -> bool:
    """The support team, and authors what they took away themselves."""
    by_author = _is_own(user, post) and post.deleted_by_id == user.id
    return post.is_deleted and not post.topic.is_deleted and can_see(user, post) and (user.is_organiser or by_author)


def _is_own_or_kept(user: Any, post: Post) -> bool:
    return (user.is_organiser or _is_own(user, post)) and can_see_topic(user, post.topic)


def _is_own(user: Any, post: Post) -> bool:
    return user.is_member and post.author_id == user.id


def _is_message(post: Post) -> bool:
    return post.kind == "message"
