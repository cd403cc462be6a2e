"""What opening a topic and answering share: the message as a row, its files, and one send that makes one message."""

import hashlib
import re

from sqlalchemy import bindparam, delete, select

from forum import markup
from forum.accounts.models import User
from forum.core.db import db
from forum.topics.models import Post, PostUpload, Topic
from forum.uploads.models import Upload
from forum.uploads.queries import by_tokens

FILE = re.compile(r"/fichiers/([A-Za-z0-9_-]{1,100})/")


def one_send(sent_key: str | None, author: User, place: object, *words: str) -> str | None:
    """What tells a double click or a retry from a second message: the editor, who writes, where, and the words.

    With the words in it, text changed after « Back » is a new message and nothing typed is lost; with the author in it,
    nobody's key is of use to someone else.
    """
    if not sent_key:
        return None
    parts = "\0".join((sent_key, str(author.id), str(place), *words))
    return hashlib.sha256(parts.encode()).hexdigest()


def already_sent(key: str | None) -> Post | None:
    """The message this send has made already. Ask behind the lock that both sends take, so that one of them sees it."""
    twin = db.session.scalar(_SENT, {"key": key}) if key else None
    if twin and (twin.is_deleted or twin.topic.is_deleted):  # taken away since: the same words make a new message
        twin.sent_key = None
        db.session.flush()
        return None
    return twin


_SENT = select(Post).where(Post.sent_key == bindparam("key"))


def add_post(topic: Topic, author: User, body: str, cooked: markup.Cooked, **facts) -> Post:
    """The message as a row, with its key and its files."""
    post = Post(topic=topic, author_id=author.id, body=body, **served(cooked), **facts)
    db.session.add(post)
    db.session.flush()
    attach(post, cooked, author)
    return post


def served(cooked: markup.Cooked) -> dict:
    """The columns of a message that come from cooking."""
    return {"html": cooked.html, "text": cooked.text, "recipe": markup.RECIPE}


def with_files(body: str, uploads: list[Upload] | tuple[Upload, ...]) -> str:
    """The text, with a line at its end for every file that it does not show yet."""
    shown = set(FILE.findall(body))
    lines = [markdown_of(upload) for upload in uploads if upload.token not in shown]
    return "\n\n".join(part for part in (body.rstrip(), "\n".join(lines)) if part) if lines else body


def markdown_of(upload: Upload) -> str:
    return f"{'!' if upload.is_image else ''}[{upload.name}]({upload.url})"


def attach(post: Post, cooked: markup.Cooked, *writers: User) -> None:
    """Have the message open the files it shows: those its writers sent. Someone else's file keeps its own rights."""
    tokens = [found[1] for href in cooked.links if (found := FILE.match(href))]
    known = _attached(post) if post.version > 1 else set()
    owners = {writer.id for writer in writers}
    shown = {upload.id for upload in by_tokens(tokens) if upload.owner_id in owners or upload.id in known}
    if gone := known - shown:
        db.session.execute(delete(PostUpload).where(PostUpload.post_id == post.id, PostUpload.upload_id.in_(gone)))
    db.session.add_all(PostUpload(post_id=post.id, upload_id=upload_id) for upload_id in shown - known)
    db.session.flush()


def _attached(post: Post) -> set[int]:
    return set(db.session.scalars(select(PostUpload.upload_id).where(PostUpload.post_id == post.id)))
