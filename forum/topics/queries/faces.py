"""Who takes part in a topic: of each row of a list without a query more."""

import json
from typing import NamedTuple

from sqlalchemy import Integer, ScalarSelect, Text, cast, func, select

from forum.accounts.models import User
from forum.accounts.people import full_name, initials_of
from forum.accounts.signature import hue_of
from forum.core.db import is_sqlite
from forum.topics.models import Topic


class Face(NamedTuple):
    id: int
    initials: str
    hue: int
    name: str


def packed_faces() -> ScalarSelect[str]:
    """A column for queries on topics: those who take part as one text, for ``unpacked_faces``."""
    topics, users = Topic.__table__.c, User.__table__.c
    if is_sqlite():
        one = func.json_each(topics.participants).table_valued("key", "value")
        place, who, in_row, together = one.c.key, one.c.value, func.json_array, func.json_group_array
    else:
        one = func.json_array_elements_text(topics.participants).table_valued("value", with_ordinality="key")
        one = one.render_derived()
        place, who, in_row, together = one.c.key, cast(one.c.value, Integer), func.json_build_array, func.json_agg
    faces = cast(together(in_row(place, users.id, users.first_name, users.last_name)), Text)
    query = select(faces).select_from(one.join(User.__table__, users.id == who))
    return query.correlate(Topic.__table__).scalar_subquery()


def unpacked_faces(text: str | None) -> list[Face]:
    """The people in the column ``packed_faces``: the author first, whoever wrote last at the end."""
    found = sorted(json.loads(text or "[]"))
    return [
        Face(key, initials_of(first, last), hue_of(key), full_name(first, last)) for _place, key, first, last in found
    ]
