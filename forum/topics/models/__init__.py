"""Topics, posts, and what hangs on them."""

from forum.topics.models.address import PostAddress, TopicMerger
from forum.topics.models.mark import Bookmark, Thanks
from forum.topics.models.post import Post, PostRevision, PostUpload
from forum.topics.models.reader import LEVELS, CategoryReader, TagReader, TopicReader
from forum.topics.models.tag import Tag, TopicTag
from forum.topics.models.timer import TIMED, TopicTimer
from forum.topics.models.topic import STATES, Topic

__all__ = [
    "LEVELS", "STATES", "TIMED", "Bookmark", "CategoryReader", "Post", "PostAddress", "PostRevision", "PostUpload",
    "Tag", "TagReader", "Thanks", "Topic", "TopicMerger", "TopicReader", "TopicTag", "TopicTimer",
]  # fmt: skip
