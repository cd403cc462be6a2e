"""Deleted topics: kept for thirty days, then destroyed. Those out of sight for another reason stay."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from forum.categories.queries import visible_ids
from forum.core.db import db
from forum.topics.models import Topic, TopicMerger

MOST = 200


def doomed_topics(deleted_before: datetime) -> Select[Any]:
    """The keys of those deleted before this moment: not of hidden ones, nor of those whose address leads elsewhere."""
    return select(Topic.id).where(Topic.deleted_at < deleted_before, *_is_deleted())


def out_of_sight(viewer: Any) -> list[Topic]:
    """What may be brought back, the latest first: topics deleted or hidden in the categories that ``viewer`` sees."""
    there = (Topic.deleted_at.is_not(None), Topic.category_id.in_(visible_ids(viewer)), ~_went_elsewhere())
    query = select(Topic).where(*there).options(joinedload(Topic.category))
    return list(db.session.scalars(query.order_by(Topic.deleted_at.desc()).limit(MOST)))


def _is_deleted() -> tuple:
    return (Topic.is_hidden.is_(False), ~_went_elsewhere())


def _went_elsewhere() -> Any:
    return Topic.id.in_(select(TopicMerger.topic_id))
