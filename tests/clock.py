"""A clock that stands still until a test moves it."""

from contextlib import ExitStack
from datetime import datetime, timedelta

from forum.core import clock


class StoppedClock(ExitStack):
    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.set(at)

    def set(self, at: datetime) -> None:
        """Stop the clock at ``at`` (aware)."""
        self.enter_context(clock.frozen(at))

    def forward(self, **by: float) -> None:
        """Move on by so many ``days``, ``hours``, ``minutes``, ``seconds``."""
        self.set(clock.now() + timedelta(**by))
