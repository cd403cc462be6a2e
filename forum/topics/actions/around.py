"""What other messages show of a topic: its title where they link to it, its words where they quote it."""

from sqlalchemy import or_, select, update

from forum.core.db import db
from forum.core.jobs import enqueue
from forum.markup.quotes import POST
from forum.topics.models import Post, Topic


def recook_around(topic: Topic) -> None:
    """Have the topic's messages, and all those that link to it or quote it, cooked again after the commit."""
    recook(around(topic))  # looks first and writes after, for the lock's sake


def around(*topics: Topic) -> set[int]:
    """The messages of the topics, and those that link to them or quote them."""
    found: set[int] = set()
    for topic in topics:
        own = set(db.session.scalars(select(Post.id).where(Post.topic_id == topic.id)))
        candidates = or_(Post.body.like(f"%/t/%/{topic.id}%"), Post.body.like("%message:%"))
        bodies = db.session.execute(select(Post.id, Post.body).where(Post.kind == "message", candidates))
        found |= own | {post_id for post_id, body in bodies if _names(body, topic, own)}
    return found


def recook(ids: set[int]) -> None:
    """Have these messages cooked again after the commit. Their rows say so (recipe 0): a lost job is made up for."""
    for part in parts(sorted(ids)):
        db.session.execute(update(Post).where(Post.id.in_(part)).values(recipe=0))
    enqueue("topics.recook")


def recook_pointing() -> None:
    """Have every message that shows a topic, a message or a file cooked again after the commit."""
    pointing = or_(*(Post.body.like(f"%{mark}%") for mark in ("/t/", "message:", "/fichiers/")))
    stale = update(Post).where(Post.kind == "message", pointing).values(recipe=0)
    db.session.execute(stale, execution_options={"synchronize_session": False})
    enqueue("topics.recook")


def _names(body: str, topic: Topic, own: set[int]) -> bool:
    return f"/{topic.id}" in body or any(int(quoted) in own for quoted in POST.findall(body))


def parts(ids: list[int], size: int = 500) -> list[list[int]]:
    return [ids[at : at + size] for at in range(0, len(ids), size)]
