"""Wall time and instant, on the days the clocks change too."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.calendar.times import NoSuchTime, instant_of, wall_of


@pytest.mark.parametrize(
    ("wall", "instant"),
    [
        (datetime(2022, 2, 16, 10, 0), datetime(2022, 2, 16, 9, 0, tzinfo=UTC)),
        (datetime(2022, 4, 6, 10, 0), datetime(2022, 4, 6, 8, 0, tzinfo=UTC)),
        (datetime(2031, 3, 30, 1, 59), datetime(2031, 3, 30, 0, 59, tzinfo=UTC)),
        (datetime(2031, 3, 30, 3, 0), datetime(2031, 3, 30, 1, 0, tzinfo=UTC)),
        (datetime(2031, 10, 26, 2, 30), datetime(2031, 10, 26, 0, 30, tzinfo=UTC)),  # the first of the two
        (datetime(2031, 10, 26, 2, 30, fold=1), datetime(2031, 10, 26, 0, 30, tzinfo=UTC)),
        (datetime(2031, 10, 26, 3, 0), datetime(2031, 10, 26, 2, 0, tzinfo=UTC)),
    ],
)
def test_a_wall_time_is_an_instant(wall, instant):
    assert instant_of(wall) == instant


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_the_hour_that_the_clocks_jump_over_is_refused(app, minute):
    with pytest.raises(NoSuchTime) as refusal:
        instant_of(datetime(2031, 3, 30, 2, minute))
    assert "heure d’été" in str(refusal.value.sentence)


def test_an_instant_is_no_wall_time():
    with pytest.raises(ValueError, match="zone"):
        instant_of(datetime(2031, 3, 30, 10, 0, tzinfo=UTC))


@given(st.datetimes(datetime(1971, 1, 1), datetime(2199, 12, 31)), st.sampled_from(["Europe/Paris", "Indian/Reunion"]))
def test_there_and_back(wall, zone):
    try:
        instant = instant_of(wall, zone)
    except NoSuchTime:
        assert zone == "Europe/Paris"
    else:
        assert wall_of(instant, zone) == wall
