"""Cooking again what is out of date, and letting go of what was deleted a month ago."""

from datetime import timedelta

from sqlalchemy import delete, select

from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.core.jobs import enqueue, periodic
from forum.markup import RECIPE, CannotCook, cook
from forum.topics.actions.writing import served
from forum.topics.events import PostRecooked
from forum.topics.models import Post, Topic
from forum.topics.resolver import Names

BATCH = 200  # messages a transaction: writers wait no longer than this takes
KEPT = timedelta(days=30)


@periodic("topics.recook", hour="*", minute="17")
def recook() -> None:
    """Cook a batch of what an older recipe made, or what a moved topic left behind, and come back for the next."""
    old = select(Post).where(Post.recipe < RECIPE, Post.kind == "message").order_by(Post.id.desc()).limit(BATCH)
    posts = db.session.scalars(old).all()
    for post in posts:
        cook_again(post)
    if len(posts) == BATCH:
        enqueue("topics.recook")


def cook_again(post: Post) -> None:
    """The same words by today's recipe. A text it refuses stays as it was."""
    try:
        cooked = cook(post.body, Names(post.author, post.topic.category_id, post.id))
    except CannotCook:
        post.recipe = RECIPE
        return
    for name, value in served(cooked).items():
        setattr(post, name, value)
    db.session.flush()
    emit(PostRecooked(post))


@periodic("topics.purge", hour="2", minute="40")
def purge() -> None:
    """Destroy what was deleted more than thirty days ago, with its revisions and its claim on files."""
    before = now() - KEPT
    db.session.execute(delete(Topic).where(Topic.deleted_at < before))
    db.session.execute(delete(Post).where(Post.deleted_at < before))
