"""What the support team does to topics, beyond what it always could (topics.events)."""

from dataclasses import dataclass

from forum.core.events import Audited
from forum.topics.models import Topic


@dataclass(frozen=True)
class ClosingPlanned(Audited):
    """``after``: when it closes (``at``), and until when."""

    topic: Topic


@dataclass(frozen=True)
class ClosingDropped(Audited):
    topic: Topic
