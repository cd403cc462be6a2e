"""What topics put into the frame of every page: the categories with a mark for news, the number of unread topics."""

from datetime import datetime
from typing import Any

from forum.categories.queries import visible, visible_ids
from forum.core.navigation import nav
from forum.topics.queries.summaries import count_topics, latest_topics
from forum.topics.queries.unread import Counts, counts, total


@nav("categories")
def categories(viewer: Any) -> list[tuple[str, str, str, bool]]:
    """(slug, name, colour, has_new) for each category the viewer sees."""
    found = counts(viewer)
    return [(one.slug, one.name, one.colour, any(found.get(one.id, Counts()))) for one in visible(viewer)]


@nav("unread_topics")
def unread_topics(viewer: Any) -> int:
    return total(viewer).unread


@nav("category_summaries")
def category_summaries(viewer: Any) -> dict[int, tuple[int, datetime | None, str, str]]:
    """For the list of categories: id → (topics, time, title and address of the latest message)."""
    ids = visible_ids(viewer)
    latest = {row.category_id: row for row in latest_topics(ids)}
    numbers = count_topics(ids)
    return {key: (numbers.get(key, 0), *_latest(latest.get(key))) for key in ids}


def _latest(row: Any) -> tuple[datetime | None, str, str]:
    return (row.last_posted_at, row.title, f"/t/{row.slug}/{row.id}/{row.last_number}") if row else (None, "", "")
