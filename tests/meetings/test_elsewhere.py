"""What meetings leave elsewhere: items at the next one, a topic that may have moved."""

from datetime import timedelta

import pytest

from forum.meetings.models import AgendaItem, Meeting
from tests.makers import (
    added,
    make_category,
    make_group,
    make_meeting,
    make_organiser,
    make_series,
    make_topic,
    make_user,
)


def test_a_draft_goes_and_what_was_deferred_from_it_stays(log_in):
    series, staff = make_series(), log_in(make_organiser())
    draft = make_meeting(series=series, state="draft")
    later = make_meeting(series=series, starts=draft.starts + timedelta(days=20))
    item = added(AgendaItem(meeting_id=draft.id, title="Le budget", state="accepted", position=1))
    staff.post(f"/reunions/points/{item.id}/report", data={"word": ""})
    assert staff.post(f"/reunions/{draft.id}/suppression").status_code == 303
    assert [meeting.id for meeting in Meeting.query] == [later.id]
    [left] = AgendaItem.query
    assert (left.title, left.meeting_id, left.deferred_from_id) == ("Le budget", later.id, None)


@pytest.mark.parametrize("moved", [False, True])
def test_a_topic_moved_out_of_sight_is_not_named(log_in, moved):
    place = make_category(group=make_group()) if moved else make_category()
    meeting = make_meeting(topic_id=make_topic(category=place, title="Titre-canari").id)
    assert ("canari" in log_in(make_user()).get(meeting.url).text) is not moved
