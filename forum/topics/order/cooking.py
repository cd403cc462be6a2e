"""Messages that come before other readers are cooked for them at once: nothing is shown that these may not see."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from forum.core.db import db
from forum.markup import CannotCook, cook
from forum.topics.actions.writing import served
from forum.topics.models import Post, Topic
from forum.topics.resolver import Names

Cooked = dict[int, tuple[int, dict[str, Any]]]  # message → the version that was cooked, its columns
REFUSED = {"html": ""}  # what today's kitchen takes no more is not shown to new readers


def cooked_for(source: Topic, target: Topic, chosen: Collection[int] | None) -> Cooked:
    """What the messages look like in the category of ``target``; nothing to do within one category."""
    if source.category_id == target.category_id:
        return {}
    posts = db.session.scalars(select(Post).where(Post.topic_id == source.id, Post.kind == "message"))
    return {post.id: (post.version, _cooked(post, target)) for post in posts if chosen is None or post.id in chosen}


def serve(cooked: Cooked, moved: Collection[int], source: Topic, target: Topic) -> None:
    """Show it; what was written or edited meanwhile is cooked now."""
    if source.category_id == target.category_id:
        return
    for post in db.session.scalars(select(Post).where(Post.topic_id == target.id)):
        if post.id in moved:
            version, columns = cooked.get(post.id, (0, {}))
            for name, value in (columns if post.version == version else _cooked(post, target)).items():
                setattr(post, name, value)
    db.session.flush()


def _cooked(post: Post, target: Topic) -> dict[str, Any]:
    try:
        return served(cook(post.body, Names(post.author, target.category_id, post.id)))
    except CannotCook:
        return REFUSED
