"""Cooking again what is out of date, and letting go of what was deleted a month ago."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.core.jobs import enqueue, periodic
from forum.markup import RECIPE, CannotCook, cook
from forum.polls.models import Poll
from forum.topics.actions.writing import served
from forum.topics.events import BookmarkDue, PostRecooked, TimeToForget
from forum.topics.models import Bookmark, Post, Topic
from forum.topics.order.trash import doomed_topics
from forum.topics.resolver import Names

BATCH = 200  # messages a transaction: writers wait no longer than this takes
KEPT = timedelta(days=30)


@periodic("topics.recook", hour="*", minute="17")
def recook() -> None:
    """Cook a batch of what an older recipe made, or what a moved topic left behind, and come back for the next."""
    old = select(Post).where(Post.recipe < RECIPE, Post.kind == "message")
    posts = db.session.scalars(old.order_by(Post.recipe, Post.id.desc()).limit(BATCH)).all()
    cooked = [(post, post.version, cooked_again(post)) for post in posts]  # before the first write takes the lock
    for post, version, columns in cooked:
        serve_again(post, version, columns)
    if len(posts) == BATCH:
        enqueue("topics.recook")


def cooked_again(post: Post) -> dict[str, Any]:
    """What today's recipe makes of the same words. A text it refuses stays as it was."""
    try:
        return served(cook(post.body, Names(post.author, post.topic.category_id, post.id)))
    except CannotCook:
        return {"recipe": RECIPE}


def serve_again(post: Post, version: int, columns: dict[str, Any]) -> None:
    """Show what was cooked from this version; whoever edited the message meanwhile has cooked it anew."""
    same = update(Post).where(Post.id == post.id, Post.version == version).values(columns).returning(Post.id)
    if db.session.scalar(same, execution_options={"synchronize_session": False}):
        db.session.refresh(post, list(columns))
        emit(PostRecooked(post))


@periodic("topics.remind", minute="*/5")
def remind() -> None:
    """Have owners told of the bookmarks whose day has come: taken in one statement, each is told of once."""
    due = update(Bookmark).where(Bookmark.remind_at <= now()).values(remind_at=None)
    taken = due.returning(Bookmark.user_id, Bookmark.post_id)
    keys = db.session.execute(taken, execution_options={"synchronize_session": False}).all()
    for user_id, post_id in keys:
        emit(BookmarkDue(db.session.get_one(Bookmark, (user_id, post_id))))


@periodic("topics.purge", hour="2", minute="40")
def purge() -> None:
    """Destroy what was deleted more than thirty days ago, with its revisions and its claim on files."""
    before = now() - KEPT
    emit(TimeToForget(before))
    db.session.execute(delete(Topic).where(Topic.id.in_(doomed_topics(before))))
    db.session.execute(delete(Post).where(Post.deleted_at < before))
    hanging = select(Post.poll_id).where(Post.poll_id == Poll.id)
    db.session.execute(delete(Poll).where(~hanging.exists(), Poll.created_at < before))
