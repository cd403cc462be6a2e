"""Answering in a topic."""

from collections.abc import Iterable

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.markup import cook
from forum.topics.actions.follow import follow
from forum.topics.actions.numbers import count_reply, give_back_number, take_number
from forum.topics.actions.writing import add_post, already_sent, one_send, with_files
from forum.topics.events import PostCreated
from forum.topics.models import Post, Topic
from forum.topics.order.addresses import heir_of
from forum.topics.resolver import Names
from forum.uploads.models import Upload


def reply(
    topic: Topic,
    author: User,
    body: str,
    reply_to: int | None = None,
    uploads: Iterable[Upload] = (),
    sent_key: str | None = None,
) -> Post:
    """Add a message to the topic, move the topic up, and tell the house; CannotCook when the text is refused.

    Sent twice from one editor, the second finds the message that the first has made.
    """
    body = with_files(body, tuple(uploads))
    cooked = cook(body, Names(author, topic.category_id))  # before the first write takes the lock
    _category = topic.category  # held here, or reading the topic's row afresh would let go of it and ask again
    key = one_send(sent_key, author, f"topic {topic.id}", body)
    topic, number, is_elsewhere = _place(topic)
    if is_elsewhere:
        cooked, reply_to = cook(body, Names(author, topic.category_id)), None
    if twin := already_sent(key):
        give_back_number(topic)
        return twin
    at = now()
    post = add_post(topic, author, body, cooked, number=number, reply_to=reply_to, sent_key=key, created_at=at)
    count_reply(topic, author, at)
    if topic.state == "open" and author.id != topic.author_id:
        topic.state = "in_progress"
    follow(author, topic, "tracking", "replied", read=number)
    db.session.flush()
    emit(PostCreated(post, cooked.mentions, cooked.quotes))
    return post


def _place(topic: Topic) -> tuple[Topic, int, bool]:
    """The next number. Where the topic went into another while the answer was on its way, it is that one's."""
    number = take_number(topic)
    heir = heir_of(topic.id) if topic.is_deleted else None
    return (*_place(db.session.get_one(Topic, heir))[:2], True) if heir else (topic, number, False)
