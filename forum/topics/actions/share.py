"""A message that many write: whoever may answer may edit it."""

from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit
from forum.topics.events import PostReserved, PostShared
from forum.topics.models import Post


def share(post: Post, actor: User) -> None:
    """Open the message to the hands of all who may answer; again changes nothing."""
    if not post.is_wiki:
        post.is_wiki = True
        db.session.flush()
        emit(PostShared(post, actor=actor))


def reserve(post: Post, actor: User) -> None:
    """From now on its author and the support team edit it, as any message."""
    if post.is_wiki:
        post.is_wiki = False
        db.session.flush()
        emit(PostReserved(post, actor=actor))
