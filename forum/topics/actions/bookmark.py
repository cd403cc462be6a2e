"""A message to find again: kept, noted, let go."""

from datetime import datetime

from sqlalchemy import delete

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, insert, table_of
from forum.core.stamps import touch
from forum.topics.models import Bookmark, Post

_BOOKMARKS = table_of(Bookmark)


def keep_post(post: Post, person: User, note: str = "", remind_at: datetime | None = None) -> None:
    """Put the message among the bookmarks of ``person``; one that is there already stays as it is."""
    facts = {"user_id": person.id, "post_id": post.id, "note": note, "remind_at": remind_at, "created_at": now()}
    db.session.execute(insert(_BOOKMARKS).values(facts).on_conflict_do_nothing())
    touch("kept", person.id)


def note_bookmark(bookmark: Bookmark, note: str, remind_at: datetime | None) -> None:
    bookmark.note, bookmark.remind_at = note, remind_at
    db.session.flush()


def let_go(post_id: int, person: User) -> None:
    """Take the bookmark away, of a message that one sees no more too."""
    own = (_BOOKMARKS.c.post_id == post_id, _BOOKMARKS.c.user_id == person.id)
    db.session.execute(delete(_BOOKMARKS).where(*own))
    touch("kept", person.id)


def let_go_of_all(person: User) -> None:
    """What only its owner could read goes with them."""
    db.session.execute(delete(_BOOKMARKS).where(_BOOKMARKS.c.user_id == person.id))
    touch("kept", person.id)
