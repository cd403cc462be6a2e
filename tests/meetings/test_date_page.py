"""What visitors are told of a meeting is kept, and made anew when it says something else."""

from forum.core import conditional
from forum.meetings.actions.series import change_series
from tests.makers import make_meeting, make_organiser


def test_another_name_of_the_series_shows_at_once(client):
    conditional._pages.clear()
    meeting = make_meeting()
    assert meeting.series.name in client.get(meeting.url).text
    change_series(meeting.series, make_organiser(), name="Un autre nom")
    assert "Un autre nom" in client.get(meeting.url).text
