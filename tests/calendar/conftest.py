"""What the tests of the calendar share: a room above that offers entries of its own."""

import pytest

from forum.calendar import entries
from tests.calendar.dates import Source


@pytest.fixture
def source(app, clock, monkeypatch) -> Source:
    """``source.add(starts, …)``: the calendar shows that; the clock stands still at noon of 5 March 2031."""
    offered = Source()
    monkeypatch.setattr(entries, "_entries", [offered])
    monkeypatch.setattr(entries, "_series", [offered.series])
    monkeypatch.setattr(entries, "_next", [offered.next_day])
    app.extensions.pop("calendar_misses", None)
    return offered
