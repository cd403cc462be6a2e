"""Taking messages out of a topic, into a new one or into another that fits."""

from collections.abc import Collection

from sqlalchemy import select

from forum.accounts.models import User
from forum.categories.models import Category
from forum.core.db import db
from forum.core.events import emit
from forum.topics.actions.notice import leave_notice
from forum.topics.actions.solve import unsolve
from forum.topics.models import Post, Topic
from forum.topics.order.events import TopicSplit
from forum.topics.order.transfer import AlreadyDone, transfer
from forum.topics.slugs import slug_of


def split(source: Topic, actor: User, chosen: Collection[int], title: str, category: Category) -> Topic:
    """A new topic of these messages (their keys); the one that opens ``source`` stays. AlreadyDone if others went."""
    first = db.session.scalar(_taken(source, chosen).order_by(Post.number).limit(1))
    if first is None:
        raise AlreadyDone
    target = Topic(
        title=title,
        slug=slug_of(title),
        category=category,
        author_id=first.author_id,
        created_at=first.created_at,
        last_posted_at=first.created_at,
        last_author_id=first.author_id,
        participants=[first.author_id],
        state="open" if category.has_states else "",
    )
    db.session.add(target)
    db.session.flush()
    split_into(source, actor, chosen, target)
    if target.state and target.replies:
        target.state = "in_progress"
    return target


def split_into(source: Topic, actor: User, chosen: Collection[int], target: Topic) -> None:
    """Bring these messages into another topic, among its own by date."""
    taken = db.session.execute(_taken(source, chosen).with_only_columns(Post.id, Post.number)).all()
    if source.solution_number in {row.number for row in taken}:
        unsolve(source, actor)  # an answer is one next to its question
    count = transfer(source, target, {row.id for row in taken})
    leave_notice(source, actor, "split_to", other=target.id, count=count)
    leave_notice(target, actor, "split_from", other=source.id, count=count)
    emit(TopicSplit(source, actor=actor, after={"topic": target.id, "posts": count}))


def _taken(source: Topic, chosen: Collection[int]):
    """Those of the messages that may go."""
    there = (Post.topic_id == source.id, Post.number > 1, Post.kind == "message", Post.deleted_at.is_(None))
    return select(Post).where(*there, Post.id.in_(chosen))
