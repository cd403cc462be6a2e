"""A poll on a message."""

from forum.core.db import db
from forum.polls.actions import Question, change_poll, create_poll, delete_poll
from forum.polls.models import Poll
from forum.topics.models import Post


def ask(post: Post, question: Question) -> Poll:
    """Hang the question on the message, or change the one that hangs there; Voted when somebody has voted."""
    if post.poll:
        change_poll(post.poll, question)
        return post.poll
    post.poll = poll = create_poll(post.author, question)
    db.session.flush()
    return poll


def withdraw(post: Post, poll: Poll) -> None:
    """Take the poll away; Voted when somebody has voted."""
    post.poll = None
    db.session.flush()
    delete_poll(poll)
