"""What happens to topics and messages.

``PostCreated`` tells of every new message, the first of a topic included (after ``TopicCreated``). ``mentions`` are
usernames and slugs of groups, ``quotes`` keys of the messages quoted; in an edit, only those not there before.
"""

from dataclasses import dataclass
from datetime import datetime

from forum.accounts.models import User
from forum.core.events import Audited
from forum.topics.models import Bookmark, Post, Topic


@dataclass(frozen=True)
class TopicCreated:
    topic: Topic
    post: Post


@dataclass(frozen=True)
class PostCreated:
    post: Post
    mentions: tuple[str, ...] = ()
    quotes: tuple[int, ...] = ()


@dataclass(frozen=True)
class PostEdited:
    """Also after a change of the title or of the keywords alone: whoever indexes reads the message again."""

    post: Post
    mentions: tuple[str, ...] = ()
    quotes: tuple[int, ...] = ()


@dataclass(frozen=True)
class PostCorrected(PostEdited, Audited):
    """Someone else's message was edited."""


@dataclass(frozen=True)
class PostRecooked:
    """The same words, cooked again: by a newer recipe, or because what they point at has moved."""

    post: Post


@dataclass(frozen=True)
class PostDeleted(Audited):
    post: Post


@dataclass(frozen=True)
class PostRestored(Audited):
    post: Post


@dataclass(frozen=True)
class PostShared(Audited):
    """Whoever may answer may edit it from now on."""

    post: Post


@dataclass(frozen=True)
class PostReserved(Audited):
    post: Post


@dataclass(frozen=True)
class PostThanked:
    post: Post
    person: User


@dataclass(frozen=True)
class ThanksTakenBack:
    post: Post
    person: User


@dataclass(frozen=True)
class BookmarkDue:
    """The day has come on which its owner wanted to be reminded of it."""

    bookmark: Bookmark


@dataclass(frozen=True)
class TopicDeleted(Audited):
    topic: Topic


@dataclass(frozen=True)
class TopicRestored(Audited):
    topic: Topic


@dataclass(frozen=True)
class TopicRenamed(Audited):
    """The titles stay out of the audit log, which others than the category's readers read."""

    topic: Topic


@dataclass(frozen=True)
class TopicTagged:
    topic: Topic


@dataclass(frozen=True)
class TopicMoved(Audited):
    """``before`` and ``after``: the keys of the categories."""

    topic: Topic
    from_category: int


@dataclass(frozen=True)
class TimeToForget:
    """What was deleted before this moment is about to be destroyed: whoever points at it lets go."""

    deleted_before: datetime


@dataclass(frozen=True)
class TopicSolved(Audited):
    topic: Topic
    post: Post


@dataclass(frozen=True)
class TopicUnsolved(Audited):
    topic: Topic


@dataclass(frozen=True)
class TopicStateChanged(Audited):
    topic: Topic


@dataclass(frozen=True)
class TopicClosed(Audited):
    topic: Topic


@dataclass(frozen=True)
class TopicReopened(Audited):
    topic: Topic


@dataclass(frozen=True)
class TopicPinned(Audited):
    topic: Topic


@dataclass(frozen=True)
class TopicUnpinned(Audited):
    topic: Topic


@dataclass(frozen=True)
class TopicsRead:
    """A reader has seen the messages of topics up to a number: {topic: number}."""

    user_id: int
    positions: dict[int, int]
