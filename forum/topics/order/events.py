"""What the support team does to topics, beyond what it always could (topics.events)."""

from dataclasses import dataclass

from forum.core.events import Audited
from forum.topics.events import TopicDeleted, TopicRestored
from forum.topics.models import Topic


@dataclass(frozen=True)
class ClosingPlanned(Audited):
    """``after``: when it closes (``at``), and until when."""

    topic: Topic


@dataclass(frozen=True)
class ClosingDropped(Audited):
    topic: Topic


@dataclass(frozen=True)
class PostsMoved:
    """Messages went into another topic (``posts``: their keys); what is known of them elsewhere follows."""

    source: Topic
    target: Topic
    posts: tuple[int, ...]


@dataclass(frozen=True)
class TopicSplit(Audited):
    """``after``: the topic that messages went into, and how many."""

    topic: Topic


@dataclass(frozen=True)
class TopicsMerged(Audited):
    """``before``: the topic that is no more; ``after``: how many messages came."""

    topic: Topic


@dataclass(frozen=True)
class TopicArchived(Audited):
    topic: Topic


@dataclass(frozen=True)
class TopicUnarchived(Audited):
    topic: Topic


@dataclass(frozen=True)
class TopicHidden(TopicDeleted):
    """Whoever lets go of a deleted topic lets go of this one."""


@dataclass(frozen=True)
class TopicShown(TopicRestored):
    """Whoever takes up a restored topic takes up this one."""
