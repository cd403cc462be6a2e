"""Topics, posts, and what hangs on them."""

from forum.topics.models.post import Post, PostRevision, PostUpload
from forum.topics.models.reader import LEVELS, TopicReader
from forum.topics.models.tag import Tag, TopicTag
from forum.topics.models.topic import STATES, Topic

__all__ = ["LEVELS", "STATES", "Post", "PostRevision", "PostUpload", "Tag", "Topic", "TopicReader", "TopicTag"]
