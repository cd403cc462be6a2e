"""« Merci », said and taken back."""

from sqlalchemy import delete, update

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, insert, table_of
from forum.core.events import emit
from forum.core.stamps import touch
from forum.topics.events import PostThanked, ThanksTakenBack
from forum.topics.models import Post, Thanks

_THANKS = table_of(Thanks)


def thank(post: Post, person: User) -> None:
    """Say thank you for the message, once; again changes nothing."""
    new = insert(_THANKS).values(post_id=post.id, user_id=person.id, created_at=now())
    said = db.session.execute(new.on_conflict_do_nothing().returning(_THANKS.c.post_id)).first()
    if said:
        _count(post, 1)
        emit(PostThanked(post, person))


def take_back_thanks(post: Post, person: User) -> None:
    own = delete(_THANKS).where(_THANKS.c.post_id == post.id, _THANKS.c.user_id == person.id)
    gone = db.session.execute(own.returning(_THANKS.c.post_id)).first()
    if gone:
        _count(post, -1)
        emit(ThanksTakenBack(post, person))


def _count(post: Post, more: int) -> None:
    """Added to in one statement: of two at once, both count."""
    counted = update(Post).where(Post.id == post.id).values(thanks=Post.thanks + more)
    db.session.execute(counted, execution_options={"synchronize_session": False})
    db.session.refresh(post, ["thanks"])
    touch("topic", post.topic_id)
