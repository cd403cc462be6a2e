"""Who is told of thanks, which gather in one line a message, and of the bookmarks whose day has come."""

from typing import Any

from sqlalchemy import delete, select, update

from forum.categories.queries import readers_among
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import listen
from forum.notifications.actions import take_back, tell
from forum.notifications.models import Notification
from forum.topics.events import BookmarkDue, PostThanked, ThanksTakenBack
from forum.topics.models import Post, Thanks


@listen(PostThanked)
def tell_author(event: PostThanked) -> None:
    """The first thanks are a line of their own; those after it renew it, with how many they are."""
    post = event.post
    if not (readers := readers_among(post.topic.category_id, [post.author_id])):
        return
    tell("thanks", readers, actor=event.person, post=post)  # whoever was told already is left out
    _renew(post, event.person.id, created_at=now(), read_at=None)


@listen(ThanksTakenBack)
def tell_no_more(event: ThanksTakenBack) -> None:
    """The line names somebody who still thanks; without anybody it goes, its mail too."""
    latest = select(Thanks.user_id).where(Thanks.post_id == event.post.id).order_by(Thanks.created_at.desc())
    if actor_id := db.session.scalar(latest.limit(1)):
        _renew(event.post, actor_id)
    else:
        _forget("thanks", event.post)
        take_back(Post.id == event.post.id, kinds=("thanks",))


@listen(BookmarkDue)
def remind(event: BookmarkDue) -> None:
    """Not of what was taken away, or may be read no more."""
    post, owner = event.bookmark.post, event.bookmark.user_id
    if not (post.is_deleted or post.topic.is_deleted):
        _forget("bookmark", post, Notification.user_id == owner)  # of the time before
        tell("bookmark", readers_among(post.topic.category_id, [owner]), post=post)


def _renew(post: Post, actor_id: int, **facts: Any) -> None:
    data = {"others": post.thanks - 1} if post.thanks > 1 else {}
    line = update(Notification).where(Notification.kind == "thanks", Notification.post_id == post.id)
    values = {"actor_id": actor_id, "data": data, **facts}
    db.session.execute(line.values(values), execution_options={"synchronize_session": False})


def _forget(kind: str, post: Post, *conditions: Any) -> None:
    told = delete(Notification).where(Notification.kind == kind, Notification.post_id == post.id, *conditions)
    db.session.execute(told, execution_options={"synchronize_session": False})
