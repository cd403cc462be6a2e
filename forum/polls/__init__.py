"""Polls: a question, its options, and the votes. What a poll hangs on is offered by the room above."""

from forum.polls import models  # noqa: F401
