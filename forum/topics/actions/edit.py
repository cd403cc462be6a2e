"""Changing what a message says, without losing what it said."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import update

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.markup import CannotCook, Cooked, cook
from forum.topics.actions.move import rename
from forum.topics.actions.tag import set_tags
from forum.topics.actions.writing import attach, served, with_files
from forum.topics.events import PostCorrected, PostEdited
from forum.topics.models import Post, PostRevision
from forum.topics.resolver import Names
from forum.uploads.models import Upload

SECOND_THOUGHTS = timedelta(minutes=5)  # the author's own edits that soon leave no revision


class StaleEdit(Exception):
    """The message has changed since the version the edit was based on; ``post`` is what it says now."""

    def __init__(self, post: Post):
        super().__init__()
        self.post = post


def edit_post(
    post: Post,
    editor: User,
    body: str,
    base_version: int,
    reason: str = "",
    title: str | None = None,
    tags: Iterable[str] | None = None,
    uploads: Iterable[Upload] = (),
) -> Post:
    """Replace the text (of a first message the title and keywords too, when given) and keep the former as a revision.

    StaleEdit when somebody edited since ``base_version``: nothing is changed. CannotCook when the text is refused.
    """
    names = Names(editor, post.topic.category_id, post.id)
    body = with_files(body, tuple(uploads))
    changed = body != post.body
    former = _former(post, names)  # before the first write takes the lock
    cooked = cook(body, names) if changed else former  # another title is taken even where today's cook refuses the text
    wanted = title if title and title != post.topic.title else None
    if changed or wanted:
        _take_version(post, base_version)
        _keep_former(post, editor, reason)
    if changed:
        _replace(post, editor, body, cooked)
    if wanted:
        rename(post.topic, editor, wanted)
    retagged = tags is not None and set_tags(post.topic, tags)
    if changed or wanted or retagged:
        _announce(post, editor, cooked, former)
    return post


def _former(post: Post, names: Names) -> Cooked:
    try:
        return cook(post.body, names)
    except CannotCook:  # an older recipe took it
        return Cooked("", "")


def _take_version(post: Post, base_version: int) -> None:
    """Of two edits based on the same version only one finds it; the row is held, and read afresh."""
    mine = update(Post).where(Post.id == post.id, Post.version == base_version)
    taken = mine.values(version=Post.version + 1).returning(Post.id)
    is_mine = db.session.scalar(taken, execution_options={"synchronize_session": False})
    db.session.refresh(post)
    if not is_mine:
        raise StaleEdit(post)


def _keep_former(post: Post, editor: User, reason: str) -> None:
    """What the message says until now, as a revision, unless its author thinks twice within five minutes.

    Of what is written by many, each edit leaves one.
    """
    writer_id = post.edited_by_id or post.author_id
    if not post.is_wiki and editor.id == writer_id == post.author_id and now() - post.created_at <= SECOND_THOUGHTS:
        return
    revision = PostRevision(
        post_id=post.id,
        version=post.version - 1,
        title=post.topic.title if post.is_first else "",
        body=post.body,
        editor_id=writer_id,
        reason=reason,
        created_at=post.edited_at or post.created_at,
    )
    db.session.add(revision)
    post.edited_at, post.edited_by_id = now(), editor.id


def _replace(post: Post, editor: User, body: str, cooked: Cooked) -> None:
    post.body = body
    for name, value in served(cooked).items():
        setattr(post, name, value)
    db.session.flush()
    attach(post, cooked, post.author, editor)


def _announce(post: Post, editor: User, cooked: Cooked, former: Cooked) -> None:
    """Only those newly named are told."""
    db.session.flush()
    mentions = tuple(name for name in cooked.mentions if name not in former.mentions)
    quotes = tuple(quoted for quoted in cooked.quotes if quoted not in former.quotes)
    if editor.id == post.author_id:
        emit(PostEdited(post, mentions, quotes))
    else:
        emit(PostCorrected(post, mentions, quotes, actor=editor))
