"""What happens to polls."""

from dataclasses import dataclass

from forum.polls.models import Poll


@dataclass(frozen=True)
class PollChanged:
    """Anything that people are shown of it: its words, a vote, its end."""

    poll: Poll
