"""Who may see a message, change it, take it away. Notices belong to nobody."""

from typing import Any

from forum.core.rules import rule
from forum.polls.queries import is_asked
from forum.topics.models import Post
from forum.topics.rules.topic import can_reply
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


@rule("ask", Post)
def can_ask(user: Any, post: Post) -> bool:
    """A poll is put in one's own name, below one's own message."""
    return can_mark(user, post) and post.author_id == user.id


@rule("vote", Post)
def can_vote(user: Any, post: Post) -> bool:
    """Whoever is asked, and reads the message."""
    if post.poll is None or post.topic.is_archived:
        return False
    return can_mark(user, post) and is_asked(user, post.poll.group_ids)


@rule("close_poll", Post)
def closes_polls(user: Any, post: Post) -> bool:
    return can_mark(user, post) and (user.is_organiser or post.author_id == user.id)


@rule("edit", Post)
def can_edit(user: Any, post: Post) -> bool:
    """One's own for ever, even in a closed topic; the support team's hand is everywhere it sees; what is written by
    many, whoever may answer."""
    if not _is_message(post) or post.is_deleted or post.topic.is_archived:
        return False
    return _is_own_or_kept(user, post) or (post.is_wiki and can_reply(user, post.topic))


@rule("share", Post)
def can_share(user: Any, post: Post) -> bool:
    """Let many write the message, or no more."""
    return _is_message(post) and not post.is_deleted and _is_own_or_kept(user, post)


@rule("see_revisions", Post)
def can_see_revisions(user: Any, post: Post) -> bool:
    """The author and the support team, also of what is written by many: an edit often takes out what should not have
    been said."""
    return _is_message(post) and _is_own_or_kept(user, post)


@rule("delete", Post)
def can_delete(user: Any, post: Post) -> bool:
    """One's own, and any for the support team; the first message goes with its topic."""
    return not post.is_first and can_share(user, post)


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
