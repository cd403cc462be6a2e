"""The one clock of the house, which tests may freeze."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
YEARS = range(1970, 2200)  # of days that people type: others are slips, and the last ones have no instant
_frozen: datetime | None = None


def now() -> datetime:
    """This instant, in UTC, to the microsecond."""
    return _frozen or datetime.now(UTC)


def today() -> date:
    """The date members read on the wall, in Paris."""
    return now().astimezone(PARIS).date()


def midnight(day: date) -> datetime:
    """When the day begins in Paris."""
    return datetime.combine(day, time(), PARIS)


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Stop the clock at ``at`` (tests and the demo only)."""
    global _frozen  # noqa: PLW0603  one clock for the whole house
    before, _frozen = _frozen, at.astimezone(UTC)
    try:
        yield
    finally:
        _frozen = before
