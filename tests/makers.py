"""Makers: one row each, whole enough to be real, with only what a test cares about said by the test.

A maker adds and flushes; the test's next request commits.
"""

from itertools import count
from typing import Any

from forum.core.db import db

_numbers = count(1)


def number() -> int:
    """A number nobody else got, to keep names and addresses apart."""
    return next(_numbers)


def added(row: Any) -> Any:
    """``row``, flushed, with its key."""
    db.session.add(row)
    db.session.flush()
    return row
