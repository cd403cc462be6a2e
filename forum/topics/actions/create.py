"""Opening a topic."""

from collections.abc import Iterable

from sqlalchemy import update

from forum.accounts.models import User
from forum.categories.models import Category
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.markup import cook
from forum.topics.actions.follow import follow
from forum.topics.actions.tag import set_tags
from forum.topics.actions.writing import add_post, already_sent, one_send, with_files
from forum.topics.events import PostCreated, TopicCreated
from forum.topics.models import Topic
from forum.topics.resolver import Names
from forum.topics.slugs import slug_of
from forum.uploads.models import Upload


def create_topic(
    category: Category,
    author: User,
    title: str,
    body: str,
    tags: Iterable[str] = (),
    uploads: Iterable[Upload] = (),
    sent_key: str | None = None,
) -> Topic:
    """A topic with its first message, which ``author`` watches from now on; CannotCook when the text is refused.

    Sent twice from one editor, the second finds the topic that the first has made.
    """
    body = with_files(body, tuple(uploads))
    cooked = cook(body, Names(author, category.id))  # before the first write takes the lock
    key = one_send(sent_key, author, f"category {category.id}", title, body)
    if key:
        _queue_in(category)
        if twin := already_sent(key):
            return twin.topic
    topic = _add(category, author, title)
    post = add_post(topic, author, body, cooked, number=1, sent_key=key, created_at=topic.created_at)
    set_tags(topic, tags)
    follow(author, topic, "watching", "created", read=1)
    emit(TopicCreated(topic, post))
    emit(PostCreated(post, cooked.mentions, cooked.quotes))
    return topic


def _queue_in(category: Category) -> None:
    """A write that changes nothing: the second of two sends waits here until the first is committed."""
    db.session.execute(update(Category).where(Category.id == category.id).values(position=Category.position))


def _add(category: Category, author: User, title: str) -> Topic:
    at = now()
    topic = Topic(
        title=title,
        slug=slug_of(title),
        category=category,
        author_id=author.id,
        created_at=at,
        last_number=1,
        last_posted_at=at,
        last_author_id=author.id,
        participants=[author.id],
        state="open" if category.has_states else "",
    )
    db.session.add(topic)
    db.session.flush()
    return topic
