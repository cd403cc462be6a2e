"""What reading leaves behind, stored in batches: views of topics, positions of readers."""

import operator
from typing import Any

from sqlalchemy import bindparam, select, update

from forum.accounts.models import User
from forum.core.db import db
from forum.core.tallies import tally
from forum.topics.models import Topic
from forum.topics.positions import READ, Positions, store_all

VIEWS = "topics.views"


def furthest(one: Positions, other: Positions) -> Positions:
    """Two notes of one reader made one: the highest number of each topic."""
    return one | {where: max(number, one.get(where, 0)) for where, number in other.items()}


@tally(READ, merge=furthest)
def store_positions(batch: dict[int, Positions]) -> None:
    """Store every reader's positions; people who are gone meanwhile are left out."""
    people = set(db.session.scalars(select(User.id).where(User.id.in_(batch))))
    store_all({user_id: batch[user_id] for user_id in people})


@tally(VIEWS, merge=operator.add)
def store_views(batch: dict[int, int]) -> None:
    """Add the views of each topic, in the order of their keys so that two processes never wait for each other."""
    topics: Any = Topic.__table__
    statement = update(topics).where(topics.c.id == bindparam("topic")).values(views=topics.c.views + bindparam("more"))
    rows = [{"topic": topic_id, "more": more} for topic_id, more in sorted(batch.items())]
    db.session.connection().execute(statement, rows)
