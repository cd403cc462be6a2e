"""A series that goes under another category takes along what is said of its meetings."""

from datetime import timedelta

from forum.core.clock import now
from tests.makers import make_category, make_group, make_meeting, make_organiser, make_series, make_topic, make_user


def test_topics_go_along_and_those_moved_elsewhere_stay(log_in):
    staff, elsewhere = make_organiser(), make_category()
    series = make_series(category=make_category())
    own, gone, other = (
        make_topic(category=series.category, body="Le canari du compte rendu."),
        make_topic(category=series.category, deleted_at=now() - timedelta(days=1)),
        make_topic(category=elsewhere),
    )
    for topic in (own, gone, other):
        make_meeting(series=series, topic_id=topic.id)
    closed, member = make_category(group=make_group(staff)), log_in(make_user())
    assert "canari" in member.get(own.url).text
    form = {"series_name": series.name, "short_name": series.short_name, "category_id": closed.id}
    assert log_in(staff).post(f"/reunions/series/{series.id}", data=form).status_code == 303
    assert [topic.category_id for topic in (own, gone, other)] == [closed.id, closed.id, elsewhere.id]
    assert member.get(own.url).status_code == 404
