"""Who said « merci » for which message."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from forum.accounts.people import Person
from forum.accounts.queries import PEOPLE, PERSON
from forum.core.db import read, table_of
from forum.topics.models import Post, Thanks

_T = table_of(Thanks).c
# Built once: any page of a topic may ask.
_OF_MESSAGES = (
    select(_T.post_id, *PERSON)
    .select_from(PEOPLE.join(table_of(Thanks), _T.user_id == PERSON[0]))
    .where(_T.post_id.in_(bindparam("posts", expanding=True)))
    .order_by(_T.post_id, _T.created_at, _T.user_id)
)


def thanked_by(post_ids: Iterable[int]) -> dict[int, list[Person]]:
    """The people who said thank you for each of the messages, the first one first; in one query, if there is any."""
    found: dict[int, list[Person]] = {}
    if wanted := list(post_ids):
        for post_id, *person in read(_OF_MESSAGES, {"posts": wanted}):
            found.setdefault(post_id, []).append(Person._make(person))
    return found


def who_thanked(post: Post) -> list[Person]:
    return thanked_by([post.id]).get(post.id, [])
