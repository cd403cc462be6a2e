"""How closely one follows a category or a keyword, and through it the topics where someone writes from then on."""

from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, delete, func, literal, select, update

from forum.categories.queries import visible
from forum.core.clock import now
from forum.core.db import Instant, db, insert, read, table_of
from forum.topics.models import CategoryReader, Tag, TagReader, Topic, TopicReader, TopicTag
from forum.topics.positions import COLUMNS, mark_all_read
from forum.topics.queries.tags import followed_tags
from forum.topics.queries.unread import category_level, since

Place = Any  # a category, or a keyword


def level_of(viewer: Any, place: Place) -> str:
    """As closely as everybody, when nothing else was said."""
    if not isinstance(place, Tag):
        return category_level(viewer, place.id)
    mine = table_of(TagReader).c
    return read(select(mine.level).where(mine.user_id == viewer.id, mine.tag_id == place.id)).scalar() or "normal"


def followed(viewer: Any) -> tuple[list[tuple[Place, str]], list[tuple[Place, str]]]:
    """Every category that ``viewer`` sees with its level; the keywords they follow."""
    categories = [(place, category_level(viewer, place.id)) for place in visible(viewer)]
    return categories, followed_tags(viewer)


def follow(viewer: Any, place: Place, level: str) -> None:
    """As ``viewer`` chose; of a category that they silence nothing is new any more."""
    follow_place(viewer, place, level)
    if level == "muted" and not isinstance(place, Tag):
        mark_all_read(viewer, since(viewer) or viewer.created_at, place.id)


def follow_place(viewer: Any, place: Place, level: str) -> None:
    """Follow ``place`` so; topics that are followed because of it change along, and no others."""
    model, key = _kind(place)
    if level == "normal":
        mine = table_of(model)
        db.session.execute(delete(mine).where(mine.c.user_id == viewer.id, mine.c[key] == place.id))
    else:
        new = insert(model).values(**{"user_id": viewer.id, key: place.id, "level": level})
        db.session.execute(new.on_conflict_do_update(index_elements=["user_id", key], set_={"level": level}))
    reason = _reason(place)
    changed = update(TopicReader).where(
        TopicReader.user_id == viewer.id, TopicReader.reason == reason, TopicReader.topic_id.in_(_topics_of(place))
    )
    values = {"level": level, "reason": "" if level == "normal" else reason}
    db.session.execute(changed.values(values), execution_options={"synchronize_session": False})


def follow_through_places(topic_id: int, category_id: int, number: int) -> None:
    """Someone wrote message ``number``: whoever follows a keyword of the topic, or its category, follows the topic now.

    A level that a person chose for the topic, or got by writing in it, stays.
    """
    values = {"topic": topic_id, "category": category_id, "seen": number - 1, "now": now()}
    for statement in (_through_tags(), _through_category()):
        db.session.execute(statement, values)


def _through_tags() -> Any:
    """Who follows several of its keywords takes the closest level: the words happen to stand in this order."""
    mine, hung = table_of(TagReader).c, table_of(TopicTag).c
    rows = _row(mine.user_id, func.max(mine.level), "tag").where(
        mine.tag_id.in_(select(hung.tag_id).where(hung.topic_id == bindparam("topic")))
    )
    return _following(rows.group_by(mine.user_id))


def _through_category() -> Any:
    mine = table_of(CategoryReader).c
    return _following(_row(mine.user_id, mine.level, "category").where(mine.category_id == bindparam("category")))


def _row(user_id: Any, level: Any, reason: str) -> Any:
    moment = bindparam("now", type_=Instant)
    return select(user_id, bindparam("topic"), bindparam("seen"), level, literal(reason), moment)


def _following(rows: Any) -> Any:
    here = table_of(TopicReader).c
    new = insert(table_of(TopicReader)).from_select(COLUMNS, rows)
    is_free: ColumnElement[bool] = and_(here.level == "normal", here.reason != "chosen")
    changes = {
        "level": case((is_free, new.excluded.level), else_=here.level),
        "reason": case((is_free, new.excluded.reason), else_=here.reason),
    }
    return new.on_conflict_do_update(index_elements=["user_id", "topic_id"], set_=changes)


def _kind(place: Place) -> tuple[type, str]:
    return (TagReader, "tag_id") if isinstance(place, Tag) else (CategoryReader, "category_id")


def _reason(place: Place) -> str:
    return "tag" if isinstance(place, Tag) else "category"


def _topics_of(place: Place) -> Any:
    if isinstance(place, Tag):
        return select(TopicTag.topic_id).where(TopicTag.tag_id == place.id)
    return select(Topic.id).where(Topic.category_id == place.id)
