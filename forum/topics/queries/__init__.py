"""Finding topics and messages, always for a viewer: what they may not see does not exist."""

from forum.topics.queries.find import get_post, get_topic
from forum.topics.queries.lists import Asked, Found, find
from forum.topics.queries.pages import (
    PAGE,
    PART,
    Message,
    Opened,
    OpenTopic,
    open_topic,
    page_of,
    rows_between,
    rows_of,
    signed,
)
from forum.topics.queries.suggested import suggested
from forum.topics.queries.tags import get_tag, tags_of
from forum.topics.queries.unread import counts

__all__ = [
    "PAGE", "PART", "Asked", "Found", "Message", "OpenTopic", "Opened", "counts", "find", "get_post",
    "get_tag", "get_topic", "open_topic", "page_of", "rows_between", "rows_of", "signed", "suggested", "tags_of",
]  # fmt: skip
